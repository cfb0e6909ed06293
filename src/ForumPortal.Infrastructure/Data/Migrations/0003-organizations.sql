-- What an organization is asked before it is admitted. One that is reworded is a new row, so that older applications keep the text that they answered.
CREATE TABLE criterion (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  title {line} NOT NULL,
  body {text} NOT NULL,
  position BIGINT NOT NULL,
  replaces_id BIGINT,
  retired_at BIGINT
);
CREATE UNIQUE INDEX criterion_ref ON criterion (ref);
CREATE INDEX criterion_position ON criterion (position, id);
INSERT INTO criterion (id, ref, title, body, position) VALUES (1, 'public-policy', 'Public policy', 'Say in public, in terms, guidelines or law that anybody can read, that content which promotes or carries out terrorism is not accepted, and what counts as such.', 1);
INSERT INTO criterion (id, ref, title, body, position) VALUES (2, 'reports-and-appeals', 'Reports and appeals', 'Take reports of such content from anybody, decide on them within a stated time, tell those concerned, and hear an appeal against a wrong decision.', 2);
INSERT INTO criterion (id, ref, title, body, position) VALUES (3, 'transparency', 'Transparency reports', 'Publish at least once a year how many requests and reports came in, from whom, and what was done. Organizations that do not run a service publish what they ask of those that do.', 3);
INSERT INTO criterion (id, ref, title, body, position) VALUES (4, 'human-rights', 'Human rights', 'Commit yourselves in public to international human-rights standards, freedom of expression and privacy among them, and say how you weigh them when content is restricted.', 4);
INSERT INTO criterion (id, ref, title, body, position) VALUES (5, 'civil-society', 'Support for civil society', 'Support independent work against violent extremism: research, counter-speech, help for those affected, by money, data, time or access.', 5);
INSERT INTO criterion (id, ref, title, body, position) VALUES (6, 'emergency-contact', 'Contact in an emergency', 'Name a team that answers other members at any hour when an attack is under way, and that tries the contact out at least once a year.', 6);

-- An application is no organization: there is a row of that only after the admission.
CREATE TABLE application (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  secret_hash {hash} NOT NULL,
  name {line} NOT NULL,
  sector BIGINT NOT NULL,
  sub_type BIGINT,
  jurisdiction {word} NOT NULL,
  contact_name {line} NOT NULL,
  contact_email {line} NOT NULL,
  status BIGINT NOT NULL,
  handle {word} NOT NULL,
  wants_sponsor BIGINT NOT NULL,
  version BIGINT NOT NULL,
  reasons {text} NOT NULL,
  created_at BIGINT NOT NULL,
  decided_at BIGINT,
  decided_by BIGINT REFERENCES member (id),
  organization_id BIGINT REFERENCES organization (id)
);
CREATE UNIQUE INDEX application_ref ON application (ref);
CREATE UNIQUE INDEX application_secret ON application (secret_hash);
CREATE INDEX application_status ON application (status, id);
CREATE INDEX application_sponsoring ON application (wants_sponsor, status, id);

CREATE TABLE application_domain (
  application_id BIGINT NOT NULL REFERENCES application (id),
  domain {word} NOT NULL,
  token {word} NOT NULL,
  verified_at BIGINT,
  proved_by BIGINT REFERENCES member (id),
  proof {text} NOT NULL,
  PRIMARY KEY (application_id, domain)
);

CREATE TABLE application_statement (
  application_id BIGINT NOT NULL REFERENCES application (id),
  criterion_id BIGINT NOT NULL REFERENCES criterion (id),
  statement {text} NOT NULL,
  PRIMARY KEY (application_id, criterion_id)
);

-- Every check is kept: whoever made one never validates that application.
CREATE TABLE application_check (
  id {id} NOT NULL PRIMARY KEY,
  application_id BIGINT NOT NULL REFERENCES application (id),
  criterion_id BIGINT NOT NULL REFERENCES criterion (id),
  met BIGINT NOT NULL,
  note {text} NOT NULL,
  member_id BIGINT NOT NULL REFERENCES member (id),
  at BIGINT NOT NULL
);
CREATE INDEX application_check_application ON application_check (application_id, id);

CREATE TABLE application_sponsor (
  id {id} NOT NULL PRIMARY KEY,
  application_id BIGINT NOT NULL REFERENCES application (id),
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  words {text} NOT NULL,
  at BIGINT NOT NULL,
  withdrawn_at BIGINT
);
CREATE INDEX application_sponsor_application ON application_sponsor (application_id, id);

-- Why an organization was suspended, let back in or left.
CREATE TABLE organization_status_change (
  id {id} NOT NULL PRIMARY KEY,
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  status BIGINT NOT NULL,
  reason {text} NOT NULL,
  member_id BIGINT REFERENCES member (id),
  at BIGINT NOT NULL
);
CREATE INDEX organization_status_change_organization ON organization_status_change (organization_id, id);
