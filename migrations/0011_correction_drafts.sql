-- A correction is written down step by step, from any phone, before it is sent.

alter table correction_request
  drop constraint correction_request_state_check,
  add check (state in ('draft', 'waiting', 'accepted', 'refused', 'cancelled'));

comment on column correction_request.wishes is
  'Of a draft [{ field, typed, clear }] as it was typed; once sent [{ field, was, wanted, accepted }]';
comment on column correction_request.created_at is
  'When it was sent; of a draft when it was last kept';

create index correction_request_asked on correction_request (village_id, asked_by, created_at desc);

alter table correction_proof
  add column file_name text not null default 'berkas';
