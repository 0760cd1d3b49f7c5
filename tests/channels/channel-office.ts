import { afterAll, beforeAll } from 'vitest';
import {
  askForCode,
  confirmCode,
  listOwnContacts,
  queueDeliveries,
  saveChannel,
  saveSending,
} from '../../src/lib/server/channels/index.ts';
import { sendDue } from '../../src/lib/server/channels/send-delivery.ts';
import { handOnLateOutboxRows } from '../../src/lib/server/notices/index.ts';
import type { ResidentVisitor, StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { termsVersion } from '../../src/lib/server/access/index.ts';
import { now, withVillage, type VillageTx } from '../../src/lib/server/platform/index.ts';
import { getVillage, type VillageContext } from '../../src/lib/server/villages/index.ts';
import {
  makeResident,
  makeStaff,
  makeVillage,
  residentVisitor,
  staffVisitor,
} from '../factories.ts';
import type { World } from '../world.ts';
import { codeOf, smtpUser, startSmtpDouble } from './smtp-double.ts';

/** A village that sends by email through a double, with a resident who has an account. */
export interface ChannelOffice {
  village: VillageContext;
  admin: StaffVisitor;
  siti: ResidentVisitor;
  smtp: Awaited<ReturnType<typeof startSmtpDouble>>;
  run<T>(work: (tx: VillageTx) => Promise<T>): Promise<T>;
  /** Another resident with an account. */
  resident(name: string): Promise<ResidentVisitor>;
  /** Sets email up at the double. */
  setEmail(change?: Record<string, string | undefined>): Promise<void>;
  /** Verifies an address through the code that arrives there. */
  verify(visitor: ResidentVisitor, address: string): Promise<void>;
  /** Hands on what was announced and sends what is due. */
  send(): Promise<void>;
  /** Deliveries as the table holds them, oldest first. */
  deliveries(): Promise<Delivery[]>;
  contactOf(visitor: ResidentVisitor): Promise<{ id: string; on: boolean; trouble: string }>;
}

interface Delivery {
  id: string;
  channel: string;
  first_name: string;
  reference: string;
  text: string;
  state: string;
  attempts: number;
  reason: string | null;
  next_at: Date;
}

export async function giveAccount(villageId: number, residentId: string) {
  await withVillage(villageId, (tx) =>
    tx
      .insertInto('resident_account')
      .values({
        village_id: villageId,
        resident_id: residentId,
        pin_hash: 'none',
        issued_at: now(),
        state: 'active',
        terms_version: termsVersion,
        terms_accepted_at: now(),
      })
      .execute(),
  );
}

/** The code in the last mail. */
export const codeIn = (office: ChannelOffice): string => codeOf(office.smtp.mails.at(-1)!);

export function useChannelOffice(world: World): ChannelOffice {
  const office = {} as ChannelOffice;
  beforeAll(async () => {
    const village = await makeVillage('Batu Putih');
    const { id } = village;
    office.smtp = await startSmtpDouble();
    office.run = (work) => withVillage(id, work);
    office.admin = staffVisitor(await makeStaff(id, ['admin']));
    office.resident = async (name) => {
      const resident = await makeResident(id, { name });
      await giveAccount(id, resident.id);
      return residentVisitor(resident);
    };
    office.siti = await office.resident('SITI AMINAH');
    office.setEmail = (change = {}) => {
      const typed = {
        peladen: '127.0.0.1',
        porta: String(office.smtp.port),
        pengguna: smtpUser.user,
        pengirim: 'kantor@desa.id',
        nyala: '1',
        ...change,
      };
      const given = Object.entries(typed).filter(([, value]) => value !== undefined);
      const proved = { ...office.admin, provedAt: now() };
      return saveChannel(
        village,
        proved,
        'email',
        Object.fromEntries(given) as Record<string, string>,
        smtpUser.password,
      );
    };
    await saveSending(village, office.admin, {
      'tenang-dari': '21.00',
      'tenang-sampai': '06.00',
      'alamat-situs': 'https://batu-putih.desa.id',
    });
    office.village = await getVillage(id);
    await office.setEmail();
    office.verify = async (visitor, address) => {
      await askForCode(office.village, visitor, 'email', address);
      await confirmCode(office.village, visitor, 'email', codeIn(office));
      office.smtp.mails.length = 0;
    };
    office.send = async () => {
      world.clock.advance(3 * 60_000);
      await handOnLateOutboxRows(id, queueDeliveries);
      await sendDue(id);
    };
    office.deliveries = () =>
      world.superuser(async (c) => {
        const { rows } = await c.query<Delivery>(
          'select * from delivery where village_id = $1 order by id',
          [id],
        );
        return rows;
      });
    office.contactOf = async (visitor) => {
      const { contacts } = await office.run((tx) => listOwnContacts(tx, office.village, visitor));
      return contacts[0]!;
    };
  });
  afterAll(() => office.smtp.stop());
  return office;
}
