import type pg from 'pg';

/** The three working roles: who owns and migrates, what the app runs as, who only reads. */
export const roles = { owner: 'balai_owner', app: 'balai_app', report: 'balai_report' } as const;
/** Without login: what the search function runs as (migration 0013). */
const searchRole = 'balai_search';

export interface RolePasswords {
  owner: string;
  app: string;
  report: string;
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** Creates the roles on the embedded cluster, or sets their passwords anew. Idempotent. */
export async function ensureRoles(
  superuser: pg.ClientBase,
  passwords: RolePasswords,
): Promise<void> {
  for (const kind of ['owner', 'app', 'report'] as const) {
    const name = roles[kind];
    const exists = await superuser.query('select from pg_roles where rolname = $1', [name]);
    const attributes = `login nosuperuser nobypassrls nocreaterole ${kind === 'owner' ? 'createdb' : 'nocreatedb'} password ${quote(passwords[kind])}`;
    await superuser.query(
      `${exists.rowCount ? 'alter' : 'create'} role ${name} with ${attributes}`,
    );
  }
  const exists = await superuser.query('select from pg_roles where rolname = $1', [searchRole]);
  await superuser.query(
    `${exists.rowCount ? 'alter' : 'create'} role ${searchRole} with nologin nosuperuser nobypassrls nocreaterole nocreatedb`,
  );
  // The migrator hands the search function over to it.
  await superuser.query(`grant ${searchRole} to ${roles.owner}`);
}

/** Creates the database, owned by the migrator, if it is not there. */
export async function ensureDatabase(superuser: pg.ClientBase, name: string): Promise<void> {
  const exists = await superuser.query('select from pg_database where datname = $1', [name]);
  if (!exists.rowCount) await superuser.query(`create database "${name}" owner ${roles.owner}`);
}

/**
 * Refuses to run when row-level security would not hold for the app's role.
 * @throws Error naming what is wrong
 */
export async function assertAppRoleIsHarmless(app: Pick<pg.ClientBase, 'query'>): Promise<void> {
  const { rows } = await app.query<{
    rolname: string;
    rolsuper: boolean;
    rolbypassrls: boolean;
    owned: string | null;
  }>(
    `select rolname, rolsuper, rolbypassrls,
       (select c.relname from pg_class c where c.relkind in ('r', 'p', 'v', 'm')
          and c.relnamespace = 'public'::regnamespace and pg_has_role(r.oid, c.relowner, 'member') limit 1) as owned
     from pg_roles r where rolname = current_user`,
  );
  const role = rows[0];
  if (!role) throw new Error("The app's database role is unknown.");
  const wrong = role.rolsuper
    ? 'is a superuser'
    : role.rolbypassrls
      ? 'bypasses row-level security'
      : role.owned
        ? `owns the table ${role.owned}`
        : undefined;
  if (wrong) {
    throw new Error(
      `The app's database role ${role.rolname} ${wrong}: villages would not be kept apart. Balai does not start.`,
    );
  }
}
