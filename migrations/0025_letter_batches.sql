-- One letter for a list of residents (decision 27): prepared and answered once, moved through the
-- letter type's chain as one, then made letter by letter in the background.

create table letter_batch (
  village_id        int not null references village (id),
  id                uuid not null default uuidv7(),
  name              text not null,
  type_slug         text not null,
  -- the letter type as it was when the list was begun
  definition        jsonb not null,
  -- the same for everybody in the list
  answers           jsonb not null default '{}',
  -- requirements that the office holds or has seen for everybody in the list
  seen_requirements text[] not null default '{}',
  -- draft: put together; processing: moves through the chain; working: letters are being made; stopped:
  -- those not made yet need a new approval
  state             text not null default 'draft' check (state in ('draft', 'processing', 'working', 'stopped', 'done')),
  chain_step        int not null default 0,
  -- who moved it on, for the journey of each letter
  steps             jsonb not null default '[]',
  -- also for those who still have such a letter
  again             boolean not null default false,
  -- of what was pasted: what the register does not know, masked
  unknown           jsonb not null default '[]',
  -- why it was sent back or stopped
  reason            text,
  prepared_by       uuid not null,
  filed_at          timestamptz,
  promised_on       date,
  -- who approved, as the letters' journeys and the audit trail name them
  approver          jsonb,
  -- of the village's pages, for the QR codes
  origin            text,
  approved_at       timestamptz,
  finished_at       timestamptz,
  -- grows with every change: two officers cannot overwrite each other
  version           int not null default 1,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  primary key (village_id, id),
  check (state in ('draft', 'processing') or (approver is not null and origin is not null)),
  foreign key (village_id, prepared_by) references staff_account (village_id, id)
);
create index letter_batch_created on letter_batch (village_id, created_at desc, id desc);
create index letter_batch_open on letter_batch (village_id, state) where state <> 'done';
select protect_tenant_table('letter_batch');

create table letter_batch_item (
  village_id  int not null references village (id),
  batch_id    uuid not null,
  resident_id uuid not null,
  position    int not null,
  -- why this person gets none (domain/letter-batch.ts)
  left_out    text,
  -- why this letter could not be made, as a sentence
  problem     text,
  -- set with the letter: made once, it is never made again
  request_id  uuid,
  primary key (village_id, batch_id, resident_id),
  unique (village_id, request_id),
  foreign key (village_id, batch_id) references letter_batch (village_id, id) on delete cascade,
  foreign key (village_id, resident_id) references resident (village_id, id),
  foreign key (village_id, request_id) references letter_request (village_id, id)
);
create index letter_batch_item_position on letter_batch_item (village_id, batch_id, position);
create index letter_batch_item_resident on letter_batch_item (village_id, resident_id);
select protect_tenant_table('letter_batch_item');
