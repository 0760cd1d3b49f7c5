-- Letters asked for at the counter (Loket): by a resident who came in, or by somebody who is not on
-- the register, whose data stand in the answers.
alter table letter_request
  alter column applicant_id drop not null,
  alter column subject_id drop not null,
  -- follows a request without an account; printed on a ticket
  add column ticket_code text,
  -- requirements whose originals an officer saw instead of keeping a copy
  add column seen_requirements text[] not null default '{}',
  add constraint letter_request_filed check
    ((applicant_id is null) = (subject_id is null) and (applicant_id is not null or filed_by is not null)),
  add constraint letter_request_ticket unique (village_id, ticket_code);

alter table village_profile
  -- whether letters for wet signature get their number and are printed at the counter
  add column counter_prints boolean not null default true;
