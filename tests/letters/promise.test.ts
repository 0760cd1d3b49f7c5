import { describe, expect, test } from 'vitest';
import {
  shippedTypes,
  getOwnRequest,
  listWork,
  remindOffice,
  serviceFigures,
  serviceRecord,
} from '../../src/lib/server/letters/index.ts';
import { addHoliday } from '../../src/lib/server/villages/index.ts';
import { makeResident, makeStaff, residentVisitor, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { simple } from './letter-office.ts';
import { useLetterOffice } from './use-letter-office.ts';

const world = useWorld();
const office = useLetterOffice();

/** Times are the village's: WITA. */
const sendAt = async (time: string) => {
  world.clock.set(`${time}:00+08:00`);
  const visitor = residentVisitor(await makeResident(office.village.id));
  const { id, reference } = await office.send(visitor);
  const own = () => office.run((tx) => getOwnRequest(tx, office.village, visitor, { id }));
  return { reference, own, promised: (await own()).request.promised_on };
};
const remindAt = (time: string) => {
  world.clock.set(`${time}:00+08:00`);
  return office.run((tx) => remindOffice(tx, office.village, 100));
};

describe('the promised day', () => {
  test('counts the village’s working days from when the office can see the request', async () => {
    expect(shippedTypes().get(simple)!.workingDays).toBe(1);
    expect((await sendAt('2026-11-23T09:00')).promised).toBe('2026-11-24');
    expect((await sendAt('2026-11-23T19:00')).promised).toBe('2026-11-25');
    const admin = staffVisitor(await makeStaff(office.village.id, ['admin']));
    await office.run((tx) =>
      addHoliday(tx, office.village, admin, { day: '2026-11-24', name: 'Libur setempat' }),
    );
    expect((await sendAt('2026-11-23T09:00')).promised).toBe('2026-11-25');
  });
});

describe('reminders', () => {
  test('come once before the day and once after it, and the applicant is told of a broken promise', async () => {
    const sent = await sendAt('2026-12-02T09:00');
    expect(sent.promised).toBe('2026-12-03');
    // Others of this file are long late.
    await remindAt('2026-12-02T10:00');
    expect(await remindAt('2026-12-02T10:15')).toBe(0);
    const actions = async () => (await sent.own()).events.map((event) => event.action);
    expect(await actions()).toEqual(['send', 'remind-soon']);
    expect(await remindAt('2026-12-03T10:00')).toBe(0);
    expect(await remindAt('2026-12-04T06:00')).toBe(0);
    expect(await remindAt('2026-12-04T09:00')).toBe(1);
    expect(await remindAt('2026-12-07T09:00')).toBe(0);
    expect(await actions()).toEqual(['send', 'remind-soon', 'remind-late']);
    const work = await office.run((tx) =>
      listWork(tx, office.village, office.operator, { view: 'saya', page: 1 }),
    );
    expect(work.due).toMatchObject({ late: work.total, today: 0, soon: 0 });
  });
});

describe('how promises were kept', () => {
  test('is told of a kind of letter once there are enough of them', async () => {
    const record = () => office.run((tx) => serviceRecord(tx, office.village, simple));
    for (let letter = 1; letter <= 5; letter++) {
      expect(await record()).toBeUndefined();
      const { reference } = await sendAt('2026-12-08T09:00');
      if (letter === 5) world.clock.set('2026-12-11T09:00:00+08:00');
      await office.bringToSigning(reference);
      await office.approve(reference);
    }
    const five = { finished: 5, onTime: 80, medianDays: 0 };
    expect(await record()).toEqual(five);
    const figures = () => office.run((tx) => serviceFigures(tx, office.village));
    const { name } = shippedTypes().get(simple)!;
    expect(await figures()).toEqual({
      all: five,
      byType: [{ ...five, slug: simple, name }],
      rest: 0,
    });
  });
});
