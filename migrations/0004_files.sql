-- Bytes are removed from disk after the transaction that let go of them, by a sweep that can see it
-- has committed: the row says whether that is done.
alter table stored_file add column swept_at timestamptz;
create index stored_file_to_sweep on stored_file (village_id, sha256)
  where deleted_at is not null and swept_at is null;
