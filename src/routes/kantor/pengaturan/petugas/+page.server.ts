import { formatDateTime } from '#lib/domain/dates-id.ts';
import { staffRoleNames } from '#lib/domain/roles.ts';
import { listStaff } from '#lib/server/access/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { village, visitor } = locals;
  const staff = await listStaff(village.id, visitor);
  return {
    wide: true,
    staff: staff.map((line) => ({
      ...line,
      roles: line.roles.map((role) => staffRoleNames[role]).join(', '),
      lastSignIn: line.lastSignIn && formatDateTime(line.lastSignIn, village.timeZone),
    })),
  };
};
