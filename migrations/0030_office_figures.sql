-- What the office's first page and the reports count: by the time at which it came, or was done.
create index letter_request_sent on letter_request (village_id, sent_at) where sent_at is not null;
create index letter_issued on letter (village_id, issued_at);
create index voice_sent on voice (village_id, sent_at);
