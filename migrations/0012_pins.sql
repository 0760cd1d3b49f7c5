-- PINs issued in one go are shown before they are made, each that is left out with the reason; and
-- what a request for a PIN is looked up by.

alter table pin_batch drop constraint pin_batch_state_check;
alter table pin_batch
  add check (state in ('preview', 'working', 'done', 'failed')),
  -- how long the first PINs wait for their first use, in days
  add column valid_days  smallint not null default 3 check (valid_days in (1, 3, 7)),
  -- who said yes, as the audit trail names them
  add column issuer      jsonb,
  -- what the slips lead to
  add column sign_in_url text,
  -- makes up for slips of an earlier batch that were not handed over
  add column again       boolean not null default false,
  -- of a pasted list: what is no NIK of the register, masked
  add column unknown     jsonb not null default '[]';

alter table pin_batch_slip
  -- why this person gets none (domain/pin-batch.ts)
  add column left_out    text;
create index pin_batch_slip_position on pin_batch_slip (village_id, batch_id, position);

create index pin_request_origin on pin_request (village_id, created_at, origin);
create index pin_request_nik on pin_request (village_id, nik);
