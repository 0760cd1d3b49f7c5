import type { ResidentVisitor, StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  addProgramme,
  addRecipient,
  addStage,
  answerVoice,
  moveRecipient,
  objectToAid,
  openProgramme,
  proposeAid,
  publishList,
  recordPayment,
} from '../../src/lib/server/assistance/index.ts';
import { now, setClock, withVillage, type VillageTx } from '../../src/lib/server/platform/index.ts';
import { addDays, villageDate } from '../../src/lib/domain/dates-id.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';

const day = 24 * 60 * 60_000;

/** Who plays: two officers, the residents one signs in as, and heads of families beside them. */
export interface AidCast {
  operator: StaffVisitor;
  secretary: StaffVisitor;
  siti: ResidentVisitor;
  hakim: ResidentVisitor;
  sahrum: ResidentVisitor;
}

/** Others of the village, the families of the cast left out. */
interface Villagers {
  heads: string[];
  /** People of 60 and more. */
  elders: string[];
}

/**
 * Four programmes with recipients in every state: PKH and Sembako, decided elsewhere; BLT Dana Desa,
 * decided by the village meeting, whose names are public; and help of the village's own for the old.
 */
export async function playAid(village: VillageContext, cast: AidCast): Promise<void> {
  const present = now();
  try {
    const villagers = await withVillage(village.id, (tx) => findVillagers(tx, cast));
    await new AidStory(village, cast, present).play(villagers);
  } finally {
    setClock();
  }
}

async function findVillagers(tx: VillageTx, cast: AidCast): Promise<Villagers> {
  const rows = await tx
    .selectFrom('resident')
    .select(['id', 'relation', 'family_id', 'birth_date'])
    .where('basic_status', '=', 1)
    .where('family_id', 'is not', null)
    .orderBy('nik')
    .execute();
  const played = [cast.siti, cast.hakim, cast.sahrum].map(({ residentId }) => residentId);
  const left = new Set(rows.filter(({ id }) => played.includes(id)).map((row) => row.family_id));
  const people = rows.filter(({ family_id }) => !left.has(family_id));
  return {
    heads: people.filter(({ relation }) => relation === 1).map(({ id }) => id),
    elders: people
      .filter(({ birth_date }) => birth_date !== null && birth_date < '1966-01-01')
      .map(({ id }) => id),
  };
}

interface StagedProgramme {
  id: string;
  stages: { id: string; on: string }[];
}

class AidStory {
  private readonly village: VillageContext;
  private readonly cast: AidCast;
  private readonly present: Date;

  constructor(village: VillageContext, cast: AidCast, present: Date) {
    this.village = village;
    this.cast = cast;
    this.present = present;
  }

  async play({ heads, elders }: Villagers) {
    const { siti, hakim, sahrum } = this.cast;
    this.goTo(300);
    const pkh = await this.programme(
      { nama: 'Program Keluarga Harapan (PKH)', tingkat: 'national', dana: 'national', usul: '' },
      [270, 180, 90, -20],
    );
    const sembako = await this.programme(
      { nama: 'Sembako (BPNT)', tingkat: 'national', dana: 'national', jumlah: '600000', usul: '' },
      [200, 110, 20],
    );
    const blt = await this.programme(
      { nama: 'BLT Dana Desa', tingkat: 'village', dana: 'village-fund', jumlah: '300000' },
      [60, 30, -5],
    );
    const elderly = await this.programme(
      {
        nama: 'Bantuan Lansia Desa',
        tingkat: 'village',
        dana: 'village',
        sasaran: 'person',
        bentuk: 'goods',
        jumlah: '',
        catatan: 'Paket sembako untuk warga berumur 60 tahun ke atas. Diantar oleh kader.',
      },
      [40, -50],
    );
    await this.receive(pkh, [siti.residentId, ...heads.slice(0, 9)], 3);
    await this.receive(sembako, [hakim.residentId, ...heads.slice(4, 16)], 2);
    await this.decideByVillage(blt, [hakim.residentId, ...heads.slice(16, 27)]);
    await this.refuse(blt, sahrum.residentId);
    this.goTo(45);
    for (const id of elders.slice(0, 6)) await this.enter(elderly, id);
    await this.say(blt, elderly);
  }

  private goTo(daysAgo: number) {
    const moment = new Date(this.present.getTime() - daysAgo * day);
    setClock({ now: () => moment });
    const proved = { provedAt: moment };
    return {
      operator: { ...this.cast.operator, ...proved },
      secretary: { ...this.cast.secretary, ...proved },
    };
  }

  private run<T>(work: Parameters<typeof withVillage<T>>[1]) {
    return withVillage(this.village.id, work);
  }

  private dayOf(daysAgo: number) {
    return addDays(villageDate(this.present, this.village.timeZone), -daysAgo);
  }

  private async programme(
    typed: Record<string, string>,
    stages: readonly number[],
  ): Promise<StagedProgramme> {
    const { village } = this;
    const { operator } = this.cast;
    const id = await this.run((tx) =>
      addProgramme(tx, village, operator, {
        sasaran: 'family',
        bentuk: 'money',
        jumlah: '750000',
        mulai: this.dayOf(300),
        selesai: this.dayOf(-120),
        usul: 'ya',
        ...typed,
      }),
    );
    for (const [index, daysAgo] of stages.entries())
      await this.run((tx) =>
        addStage(tx, village, operator, id, {
          namaTahap: `Tahap ${index + 1}`,
          tanggalTahap: this.dayOf(daysAgo),
        }),
      );
    const opened = await this.run((tx) => openProgramme(tx, operator, id));
    return { id, stages: opened.stages.map((stage) => ({ id: stage.id, on: stage.plannedOn })) };
  }

  private enter({ id }: { id: string }, residentId: string, typed: Record<string, string> = {}) {
    return this.run((tx) =>
      addRecipient(tx, this.village, this.cast.operator, {
        programmeId: id,
        residentId,
        typed: {
          masuk: 'aktif',
          keputusan: 'SK Menteri Sosial 79/HUK/2025',
          tanggalKeputusan: this.dayOf(280),
          ...typed,
        },
      }),
    );
  }

  private async pay(recipient: string, stage: { id: string; on: string }, failed = '') {
    await this.run((tx) =>
      recordPayment(tx, this.village, this.cast.operator, {
        id: recipient,
        outcome: failed ? 'failed' : 'paid',
        typed: { tahap: stage.id, tanggalSalur: stage.on, catatanSalur: failed },
      }),
    );
  }

  private move(id: string, action: string, as: StaffVisitor, typed: Record<string, string> = {}) {
    return this.run((tx) => moveRecipient(tx, this.village, as, { id, action, typed }));
  }

  /** Decided by the ministry: active at once, handed out stage by stage; one failed, one stopped. */
  private async receive(programme: StagedProgramme, people: readonly string[], handedOut: number) {
    this.goTo(280);
    const recipients: string[] = [];
    for (const [index, id] of people.entries())
      recipients.push(
        await this.enter(programme, id, {
          kartu: `6013 0100 ${String(1000 + index * 37)}`,
          desil: String(1 + (index % 4)),
          tanggalDesil: this.dayOf(290),
        }),
      );
    const due = programme.stages.slice(0, handedOut);
    for (const stage of due) {
      this.goTo(this.daysSince(stage.on));
      for (const [index, recipient] of recipients.entries()) {
        const failed = index === 3 && stage === due.at(-1);
        await this.pay(recipient, stage, failed ? 'Kartu KKS tidak bisa dibaca mesin.' : '');
      }
    }
    const { secretary } = this.goTo(10);
    await this.move(recipients.at(-1)!, 'stop', secretary, {
      jenisHenti: 'graduated',
      alasan: 'Sudah memiliki penghasilan tetap menurut pemeriksaan pendamping.',
    });
  }

  private daysSince(on: string) {
    const today = villageDate(this.present, this.village.timeZone);
    return Math.round((Date.parse(today) - Date.parse(on)) / day);
  }

  /** Decided by the village meeting: some still on their way there. The meeting has the names published. */
  private async decideByVillage(programme: StagedProgramme, people: readonly string[]) {
    const decided = {
      keputusan: 'BA Musdes 04/BPD/2026',
      tanggalKeputusan: this.dayOf(75),
    };
    const { operator } = this.goTo(90);
    const recipients: string[] = [];
    for (const id of people) recipients.push(await this.enter(programme, id, { masuk: 'usulan' }));
    const verified = recipients.slice(0, -2);
    for (const id of verified) await this.move(id, 'verify', operator);
    const { secretary } = this.goTo(75);
    for (const id of verified.slice(0, -2)) await this.move(id, 'decide', secretary, decided);
    await this.run((tx) => publishList(tx, this.village, secretary, programme.id, decided));
    const active = verified.slice(0, -4);
    for (const id of active) await this.move(id, 'activate', operator);
    for (const stage of programme.stages.slice(0, 2)) {
      this.goTo(this.daysSince(stage.on));
      for (const id of active) await this.pay(id, stage);
    }
  }

  private async refuse(programme: { id: string }, residentId: string) {
    this.goTo(90);
    const id = await this.enter(programme, residentId, { masuk: 'usulan' });
    const { secretary } = this.goTo(74);
    await this.move(id, 'refuse', secretary, {
      alasan: 'Sudah menerima bantuan lain pada tahun yang sama.',
    });
    const { sahrum } = this.cast;
    this.goTo(2);
    await this.run((tx) =>
      objectToAid(tx, this.village, sahrum, {
        recipientId: id,
        reason: 'Saya belum pernah menerima bantuan lain. Mohon diperiksa lagi.',
        key: crypto.randomUUID(),
      }),
    );
  }

  /** A proposal that was answered and one that waits. */
  private async say(blt: { id: string }, elderly: { id: string }) {
    const { village } = this;
    const { siti, hakim } = this.cast;
    this.goTo(8);
    const answered = await this.run((tx) =>
      proposeAid(tx, village, siti, {
        typed: {
          program: blt.id,
          untuk: siti.residentId,
          alasan: 'Suami saya tidak bisa melaut selama musim angin barat.',
        },
        key: crypto.randomUUID(),
      }),
    );
    const { operator } = this.goTo(6);
    await this.run((tx) =>
      answerVoice(tx, village, operator, {
        id: answered,
        accept: false,
        answer: 'Keluarga Ibu sudah menerima PKH, sehingga tidak bisa menerima BLT juga.',
        residentId: null,
      }),
    );
    this.goTo(1);
    await this.run((tx) =>
      proposeAid(tx, village, hakim, {
        typed: {
          program: elderly.id,
          untuk: 'tetangga',
          tetangga: 'Nenek Maryam, sebelah musala, RT 001 Labuhan Lalar',
          alasan: 'Tinggal sendiri dan sudah tidak kuat bekerja.',
        },
        key: crypto.randomUUID(),
      }),
    );
  }
}
