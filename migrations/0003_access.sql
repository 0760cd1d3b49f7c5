-- Signing in: tries are counted by what was typed, not by account, so that an unknown name answers
-- like a known one.

-- Wrong tries in a row at one door.
create table sign_in_try (
  village_id   int not null references village (id),
  -- 'resident': NIK and PIN; 'staff': username and password; 'code': an officer's one-time code;
  -- 'proof': secrets asked again of somebody signed in
  door         text not null check (door in ('resident', 'staff', 'code', 'proof')),
  -- keyed hash of the NIK, username or account id: says nothing about who lives here
  name_mac     bytea not null,
  -- from a device that this account has signed in on before; strangers are counted apart
  known_device boolean not null,
  failures     int not null check (failures >= 0),
  last_failure_at timestamptz not null,
  primary key (village_id, door, name_mac, known_device)
);
select protect_tenant_table('sign_in_try');

alter table resident_account
  drop column known_failures,
  drop column known_blocked_until,
  drop column unknown_failures,
  drop column unknown_blocked_until,
  -- the form that issued the present PIN: sent again, it does not issue another
  add column issue_key uuid;

alter table staff_account
  drop column failures,
  drop column blocked_until,
  -- a password made by the system must be used by then
  add column password_expires_at timestamptz;

-- A foreign key is checked by a query, which the row policies let run only for a village; the new
-- column is empty everywhere, so that seeing no rows is enough.
set local app.village_id = '0';

-- Officers have known devices too: a stranger must not lock the office out.
alter table known_device
  alter column resident_id drop not null,
  add column staff_id uuid,
  add foreign key (village_id, staff_id) references staff_account (village_id, id),
  add check (num_nonnulls(resident_id, staff_id) = 1),
  add unique (village_id, token_hash, staff_id);
