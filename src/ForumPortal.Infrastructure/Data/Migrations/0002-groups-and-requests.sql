-- Working groups
CREATE TABLE working_group (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  name {line} NOT NULL,
  purpose {text} NOT NULL,
  code_of_conduct {text} NOT NULL,
  admits {text} NOT NULL,
  membership_rule BIGINT NOT NULL,
  is_hidden BIGINT NOT NULL,
  default_label BIGINT NOT NULL,
  status BIGINT NOT NULL,
  chair_id BIGINT NOT NULL REFERENCES member (id),
  deputy_id BIGINT REFERENCES member (id),
  ends_at BIGINT NOT NULL,
  proposed_by BIGINT NOT NULL REFERENCES member (id),
  proposed_at BIGINT NOT NULL,
  decided_by BIGINT REFERENCES member (id),
  decided_at BIGINT,
  decided_reason {text},
  closing_report {text},
  closed_at BIGINT
);
CREATE UNIQUE INDEX working_group_ref ON working_group (ref);
CREATE INDEX working_group_name ON working_group (name, id);

CREATE TABLE group_member (
  group_id BIGINT NOT NULL REFERENCES working_group (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  alias {line} NOT NULL,
  joined_at BIGINT NOT NULL,
  left_at BIGINT,
  PRIMARY KEY (group_id, member_id)
);
CREATE UNIQUE INDEX group_member_alias ON group_member (group_id, alias);
CREATE INDEX group_member_member ON group_member (member_id, left_at, group_id);

-- Who asked to join, and who was invited.
CREATE TABLE group_entry (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  group_id BIGINT NOT NULL REFERENCES working_group (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  invited_by BIGINT REFERENCES member (id),
  words {text} NOT NULL,
  status BIGINT NOT NULL,
  reason {text} NOT NULL,
  created_at BIGINT NOT NULL,
  decided_by BIGINT REFERENCES member (id),
  decided_at BIGINT
);
CREATE UNIQUE INDEX group_entry_ref ON group_entry (ref);
CREATE INDEX group_entry_group ON group_entry (group_id, status, id);
CREATE INDEX group_entry_member ON group_entry (member_id, status, group_id);

-- Where membership is hidden: who lets whom see them.
CREATE TABLE group_disclosure (
  group_id BIGINT NOT NULL REFERENCES working_group (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  to_id BIGINT NOT NULL REFERENCES member (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (group_id, member_id, to_id)
){clustered};

-- What happened in a group that somebody is told of.
CREATE TABLE group_notice (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  member_id BIGINT NOT NULL REFERENCES member (id),
  group_id BIGINT NOT NULL REFERENCES working_group (id),
  event BIGINT NOT NULL,
  detail {text} NOT NULL,
  at BIGINT NOT NULL,
  dismissed_at BIGINT
);
CREATE UNIQUE INDEX group_notice_ref ON group_notice (ref);
CREATE INDEX group_notice_member ON group_notice (member_id, dismissed_at, id);

CREATE TABLE topic (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  group_id BIGINT NOT NULL REFERENCES working_group (id),
  originator_id BIGINT NOT NULL REFERENCES organization (id),
  author_id BIGINT NOT NULL REFERENCES member (id),
  label BIGINT NOT NULL,
  audience {text} NOT NULL,
  title {line} NOT NULL,
  body {text} NOT NULL,
  position BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  withdrawn_reason {text}
);
CREATE UNIQUE INDEX topic_ref ON topic (ref);
CREATE INDEX topic_group ON topic (group_id, position);

CREATE TABLE reply (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  topic_id BIGINT NOT NULL REFERENCES topic (id),
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  author_id BIGINT NOT NULL REFERENCES member (id),
  body {text} NOT NULL,
  created_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  withdrawn_reason {text}
);
CREATE UNIQUE INDEX reply_ref ON reply (ref);
CREATE INDEX reply_topic ON reply (topic_id, id);

CREATE TABLE decision (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  group_id BIGINT NOT NULL REFERENCES working_group (id),
  question {line} NOT NULL,
  body {text} NOT NULL,
  new_end_at BIGINT,
  proposed_by BIGINT NOT NULL REFERENCES member (id),
  proposed_at BIGINT NOT NULL,
  closes_at BIGINT NOT NULL,
  outcome BIGINT NOT NULL,
  closed_at BIGINT
);
CREATE UNIQUE INDEX decision_ref ON decision (ref);
CREATE INDEX decision_group ON decision (group_id, id);

CREATE TABLE vote (
  decision_id BIGINT NOT NULL REFERENCES decision (id),
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  choice BIGINT NOT NULL,
  dissent {text} NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (decision_id, organization_id)
){clustered};

-- Whose group an entry is about, 0 for none: whoever stands behind the group's wall finds no such entry.
ALTER TABLE audit_entry ADD group_id BIGINT DEFAULT 0 NOT NULL;

-- Requests for information: a briefing of that kind, and what only a request has.
CREATE TABLE request (
  briefing_id {id} NOT NULL PRIMARY KEY REFERENCES briefing (id),
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  number {word},
  legal_basis {line} NOT NULL,
  answer_by BIGINT NOT NULL,
  asked BIGINT NOT NULL,
  asked_at BIGINT NOT NULL,
  outcome BIGINT NOT NULL,
  closed_at BIGINT
);
CREATE UNIQUE INDEX request_number ON request (number) WHERE number IS NOT NULL;
CREATE INDEX request_asked ON request (asked_at, briefing_id) WHERE number IS NOT NULL;

-- The request that a publication or a private answer answers.
ALTER TABLE briefing ADD answers_id BIGINT;
CREATE INDEX briefing_answers ON briefing (answers_id) WHERE answers_id IS NOT NULL;
ALTER TABLE draft ADD answers_id BIGINT;

CREATE TABLE nothing_to_add (
  request_id BIGINT NOT NULL REFERENCES request (briefing_id),
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (request_id, organization_id)
){clustered};

-- Questions to an originator who is not named, and what it answered.
CREATE TABLE follow_up (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  briefing_id BIGINT NOT NULL REFERENCES briefing (id),
  question_id BIGINT,
  author_id BIGINT NOT NULL REFERENCES member (id),
  body {text} NOT NULL,
  at BIGINT NOT NULL
);
CREATE UNIQUE INDEX follow_up_ref ON follow_up (ref);
CREATE INDEX follow_up_briefing ON follow_up (briefing_id, id);

-- By which the applicant of an admitted organization, who cannot sign in yet, sets its first connection up.
CREATE TABLE set_up_link (
  secret_hash {hash} NOT NULL PRIMARY KEY,
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
