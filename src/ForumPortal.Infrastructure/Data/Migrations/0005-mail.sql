-- How the person wants mail: 1 at once, 2 once a day, 3 never.
ALTER TABLE member ADD mail_choice BIGINT DEFAULT 1 NOT NULL;

-- Mail that waits, was sent, could not be delivered or was dropped. What it says is written when it is sent; sealed holds, encrypted and until then only, an address and a link that are a secret.
CREATE TABLE mail (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  event BIGINT NOT NULL,
  member_id BIGINT REFERENCES member (id),
  briefing_id BIGINT REFERENCES briefing (id),
  group_id BIGINT REFERENCES working_group (id),
  application_id BIGINT REFERENCES application (id),
  organization_id BIGINT REFERENCES organization (id),
  sealed {text},
  digest_id BIGINT,
  status BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  trouble {line} NOT NULL,
  created_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE UNIQUE INDEX mail_ref ON mail (ref);
CREATE INDEX mail_due ON mail (status, due_at, id);
CREATE INDEX mail_member ON mail (member_id, status, due_at);
CREATE INDEX mail_briefing ON mail (briefing_id, event, member_id);
CREATE INDEX mail_digest ON mail (digest_id, id);

-- Whether the mail server is to be had: while it is not, nobody's mail is held against them.
CREATE TABLE mail_server (
  id {id} NOT NULL PRIMARY KEY,
  failures BIGINT NOT NULL,
  failing_since BIGINT,
  next_try_at BIGINT NOT NULL,
  trouble {line} NOT NULL
);
INSERT INTO mail_server (id, failures, failing_since, next_try_at, trouble) VALUES (1, 0, NULL, 0, '');
