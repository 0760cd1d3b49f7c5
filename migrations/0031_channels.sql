-- Outgoing channels of notices: how a resident is reached, and what was sent (decision 33).

-- The new columns have defaults; the constraints are checked as a village that has nothing.
select set_config('app.village_id', '0', true);

alter table village_profile
  -- hours HH:MM of the village in which nothing is sent
  add column quiet_from text not null default '21:00' check (quiet_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  add column quiet_to text not null default '06:00' check (quiet_to ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  -- the address that outgoing texts lead to: https://desa.example; '' while nobody set it
  add column public_origin text not null default '';

-- How the village reaches its residents, a row a channel.
create table channel_setting (
  village_id  int not null references village (id),
  channel     text not null check (channel in ('email', 'whatsapp', 'telegram', 'push')),
  switched_on boolean not null,
  -- what is no secret (server/channels/settings.ts)
  settings    jsonb not null default '{}',
  -- password, token or key; sealed with a key outside of the database
  secret      bytea,
  -- Telegram: up to which message the bot has heard
  heard_up_to bigint not null default 0,
  updated_at  timestamptz not null,
  primary key (village_id, channel)
);
select protect_tenant_table('channel_setting');

-- Where a resident is told, as they themselves have shown that it is theirs.
create table contact (
  village_id     int not null references village (id),
  id             uuid not null default uuidv7(),
  resident_id    uuid not null,
  channel        text not null check (channel in ('email', 'whatsapp', 'telegram', 'push')),
  -- e-mail address, number, chat or push subscription; sealed with a key outside of the database
  address_sealed bytea not null,
  -- keyed digest, by which the same address is found again
  address_mac    bytea not null check (octet_length(address_mac) = 32),
  -- push: which device
  label          text not null default '',
  switched_on    boolean not null default true,
  -- what the channel answered when it switched it off: domain/delivery-reason.ts
  trouble        text,
  verified_at    timestamptz not null,
  primary key (village_id, id),
  foreign key (village_id, resident_id) references resident (village_id, id)
);
create unique index contact_one on contact (village_id, resident_id, channel) where channel <> 'push';
create unique index contact_device on contact (village_id, resident_id, address_mac) where channel = 'push';
select protect_tenant_table('contact');

-- Codes that were sent, each over the very channel that it is to verify.
create table contact_code (
  village_id     int not null references village (id),
  id             uuid not null default uuidv7(),
  resident_id    uuid not null,
  channel        text not null check (channel in ('email', 'whatsapp', 'telegram')),
  -- null for Telegram, whose address is known once the bot hears the code
  address_sealed bytea,
  address_mac    bytea check (octet_length(address_mac) = 32),
  -- keyed digest of the code
  code_mac       bytea not null check (octet_length(code_mac) = 32),
  tries          smallint not null default 0,
  sent_at        timestamptz not null,
  expires_at     timestamptz not null,
  primary key (village_id, id),
  foreign key (village_id, resident_id) references resident (village_id, id),
  check ((address_sealed is null) = (channel = 'telegram')),
  check ((address_mac is null) = (channel = 'telegram'))
);
create index contact_code_resident on contact_code (village_id, resident_id, channel, sent_at);
create index contact_code_address on contact_code (village_id, address_mac, sent_at);
select protect_tenant_table('contact_code');

-- One notice on one channel, and what became of it. Holds no address, and of the person a first name.
create table delivery (
  village_id  int not null references village (id),
  id          uuid not null default uuidv7(),
  -- the outbox row it was made from: handed on twice, sent once
  outbox_id   uuid not null,
  resident_id uuid not null,
  -- null once the resident has removed it
  contact_id  uuid,
  channel     text not null check (channel in ('email', 'whatsapp', 'telegram', 'push')),
  first_name  text not null,
  -- of a request for a letter; '' for what the office's list does not name
  reference   text not null default '',
  text        text not null,
  state       text not null default 'waiting' check (state in ('waiting', 'sending', 'failed', 'sent', 'given-up')),
  -- counted before each try, so that one cut short counts as well
  attempts    smallint not null default 0,
  -- when it is tried; while it is being sent, when that counts as cut short
  next_at     timestamptz not null,
  -- domain/delivery-reason.ts
  reason      text,
  created_at  timestamptz not null,
  changed_at  timestamptz not null,
  primary key (village_id, id),
  unique (village_id, outbox_id, contact_id),
  check (state <> 'sent' or reason is null),
  foreign key (village_id, resident_id) references resident (village_id, id),
  foreign key (village_id, contact_id) references contact (village_id, id) on delete set null (contact_id)
);
create index delivery_due on delivery (village_id, next_at) where state in ('waiting', 'sending', 'failed');
create index delivery_state on delivery (village_id, state, id desc);
create index delivery_contact on delivery (village_id, contact_id);
create index delivery_age on delivery (village_id, created_at);
select protect_tenant_table('delivery');
