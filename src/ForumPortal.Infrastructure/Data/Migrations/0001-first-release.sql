-- What the forum is: the mark of the sample world and other facts about this database.
CREATE TABLE forum_fact (
  name {word} NOT NULL PRIMARY KEY,
  value {text} NOT NULL
);

-- Directory
CREATE TABLE organization (
  id {id} NOT NULL PRIMARY KEY,
  handle {word} NOT NULL,
  name {line} NOT NULL,
  sector BIGINT NOT NULL,
  sub_type BIGINT,
  jurisdiction {word} NOT NULL,
  status BIGINT NOT NULL,
  listed BIGINT NOT NULL,
  people_listing BIGINT NOT NULL,
  active_periods {text} NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX organization_handle ON organization (handle);
CREATE INDEX organization_name ON organization (name, handle);

CREATE TABLE organization_domain (
  domain {word} NOT NULL PRIMARY KEY,
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  verified_at BIGINT NOT NULL
);
CREATE INDEX organization_domain_organization ON organization_domain (organization_id);

CREATE TABLE connection (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  issuer {line} NOT NULL,
  client_id {line} NOT NULL,
  client_credential {text} NOT NULL,
  client_authentication BIGINT NOT NULL,
  acr_values {line} NOT NULL,
  admission BIGINT NOT NULL,
  role_claim {line} NOT NULL,
  role_map {text} NOT NULL,
  enabled BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX connection_ref ON connection (ref);
CREATE INDEX connection_organization ON connection (organization_id);

CREATE TABLE member (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  connection_id BIGINT NOT NULL REFERENCES connection (id),
  subject_hash {hash} NOT NULL,
  name {line} NOT NULL,
  email {line} NOT NULL,
  roles BIGINT NOT NULL,
  given_roles BIGINT NOT NULL,
  status BIGINT NOT NULL,
  terms_version BIGINT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX member_ref ON member (ref);
CREATE UNIQUE INDEX member_subject ON member (subject_hash);
CREATE INDEX member_organization ON member (organization_id, name);

CREATE TABLE invitation (
  id {id} NOT NULL PRIMARY KEY,
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  connection_id BIGINT NOT NULL REFERENCES connection (id),
  secret_hash {hash} NOT NULL,
  roles BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  redeemed_by BIGINT,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX invitation_secret ON invitation (secret_hash);

CREATE TABLE terms (
  version {id} NOT NULL PRIMARY KEY,
  body {text} NOT NULL,
  published_at BIGINT NOT NULL
);

CREATE TABLE terms_acceptance (
  member_id BIGINT NOT NULL REFERENCES member (id),
  version BIGINT NOT NULL REFERENCES terms (version),
  accepted_at BIGINT NOT NULL,
  PRIMARY KEY (member_id, version)
);

-- Sign-in
CREATE TABLE sign_in_session (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  secret_hash {hash} NOT NULL,
  member_id BIGINT NOT NULL REFERENCES member (id),
  connection_id BIGINT NOT NULL REFERENCES connection (id),
  provider_session_hash {hash},
  id_token {text} NOT NULL,
  address {line} NOT NULL,
  agent {line} NOT NULL,
  created_at BIGINT NOT NULL,
  last_seen_at BIGINT NOT NULL,
  authenticated_at BIGINT,
  ended_at BIGINT
);
CREATE UNIQUE INDEX sign_in_session_secret ON sign_in_session (secret_hash);
CREATE UNIQUE INDEX sign_in_session_ref ON sign_in_session (ref);
CREATE INDEX sign_in_session_member ON sign_in_session (member_id, ended_at);
CREATE INDEX sign_in_session_provider ON sign_in_session (connection_id, provider_session_hash);

-- States, codes and logout tokens that were used once.
CREATE TABLE used_once (
  token_hash {hash} NOT NULL PRIMARY KEY,
  until_at BIGINT NOT NULL
);
CREATE INDEX used_once_until ON used_once (until_at);

-- Briefings
CREATE TABLE briefing (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  kind BIGINT NOT NULL,
  originator_id BIGINT NOT NULL REFERENCES organization (id),
  author_id BIGINT NOT NULL REFERENCES member (id),
  label BIGINT NOT NULL,
  permitted_action BIGINT NOT NULL,
  attribution BIGINT NOT NULL,
  audience {text} NOT NULL,
  group_id BIGINT,
  parent_id BIGINT,
  title {line} NOT NULL,
  summary {text} NOT NULL,
  revision BIGINT NOT NULL,
  position BIGINT NOT NULL,
  published_at BIGINT NOT NULL,
  embargo_until BIGINT,
  expires_at BIGINT,
  acknowledge_by BIGINT,
  withdrawn_at BIGINT,
  withdrawn_reason {text}
);
CREATE UNIQUE INDEX briefing_ref ON briefing (ref);
CREATE INDEX briefing_originator ON briefing (originator_id, position);
CREATE INDEX briefing_parent ON briefing (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE briefing_revision (
  briefing_id BIGINT NOT NULL REFERENCES briefing (id),
  revision BIGINT NOT NULL,
  title {line} NOT NULL,
  summary {text} NOT NULL,
  body {text} NOT NULL,
  note {text} NOT NULL,
  author_id BIGINT NOT NULL REFERENCES member (id),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (briefing_id, revision)
);

-- The index by which lists find candidates: which keys open which item, sector walls already taken off.
CREATE TABLE briefing_key (
  key_kind BIGINT NOT NULL,
  key_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  briefing_id BIGINT NOT NULL REFERENCES briefing (id),
  kind BIGINT NOT NULL,
  label BIGINT NOT NULL,
  shown_originator_id BIGINT NOT NULL,
  acknowledge_by BIGINT,
  PRIMARY KEY (key_kind, key_id, position, briefing_id)
){clustered};
CREATE INDEX briefing_key_briefing ON briefing_key (briefing_id);
CREATE INDEX briefing_key_kind ON briefing_key (key_kind, key_id, kind, position, briefing_id);
CREATE INDEX briefing_key_label ON briefing_key (key_kind, key_id, label, position, briefing_id);
CREATE INDEX briefing_key_originator ON briefing_key (key_kind, key_id, shown_originator_id, position, briefing_id);
CREATE INDEX briefing_key_due ON briefing_key (key_kind, key_id, acknowledge_by, briefing_id) WHERE acknowledge_by IS NOT NULL;
CREATE INDEX briefing_key_wanted ON briefing_key (key_kind, key_id, position, briefing_id) WHERE acknowledge_by IS NOT NULL;

CREATE TABLE reading (
  briefing_id BIGINT NOT NULL REFERENCES briefing (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  first_at BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  session_id BIGINT NOT NULL,
  PRIMARY KEY (briefing_id, member_id)
){clustered};

CREATE TABLE acknowledgement (
  briefing_id BIGINT NOT NULL REFERENCES briefing (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  revision BIGINT NOT NULL,
  acknowledged_at BIGINT NOT NULL,
  PRIMARY KEY (briefing_id, member_id)
){clustered};

CREATE TABLE briefing_history (
  id {id} NOT NULL PRIMARY KEY,
  briefing_id BIGINT NOT NULL REFERENCES briefing (id),
  event BIGINT NOT NULL,
  detail {text} NOT NULL,
  member_id BIGINT NOT NULL REFERENCES member (id),
  at BIGINT NOT NULL
);
CREATE INDEX briefing_history_briefing ON briefing_history (briefing_id, id);

CREATE TABLE draft (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  member_id BIGINT NOT NULL REFERENCES member (id),
  parent_id BIGINT,
  form {text} NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  published_ref {word}
);
CREATE UNIQUE INDEX draft_ref ON draft (ref);
CREATE INDEX draft_member ON draft (member_id, updated_at);

-- What an event told a member.
CREATE TABLE notice (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  member_id BIGINT NOT NULL REFERENCES member (id),
  briefing_id BIGINT NOT NULL REFERENCES briefing (id),
  event BIGINT NOT NULL,
  at BIGINT NOT NULL,
  dismissed_at BIGINT
);
CREATE UNIQUE INDEX notice_ref ON notice (ref);
CREATE INDEX notice_member ON notice (member_id, dismissed_at, id);

CREATE TABLE outbox (
  id {id} NOT NULL PRIMARY KEY,
  kind {word} NOT NULL,
  payload {text} NOT NULL,
  due_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL
);
CREATE INDEX outbox_due ON outbox (due_at, id);

-- The record
CREATE TABLE audit_head (
  id {id} NOT NULL PRIMARY KEY,
  entries BIGINT NOT NULL,
  hash {hash} NOT NULL
);
INSERT INTO audit_head (id, entries, hash) VALUES (1, 0, {zero_hash});

CREATE TABLE audit_entry (
  seq {id} NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  position BIGINT NOT NULL,
  action {word} NOT NULL,
  outcome {word} NOT NULL,
  target_type {word} NOT NULL,
  target {line} NOT NULL,
  detail {line} NOT NULL,
  restricted BIGINT NOT NULL,
  member_commitment {hash} NOT NULL,
  organization_commitment {hash} NOT NULL,
  address_commitment {hash} NOT NULL,
  request_commitment {hash} NOT NULL,
  previous_hash {hash} NOT NULL,
  hash {hash} NOT NULL
);
CREATE INDEX audit_entry_position ON audit_entry (position, seq);
CREATE INDEX audit_entry_target ON audit_entry (target, position);

CREATE TABLE audit_value (
  seq {id} NOT NULL PRIMARY KEY,
  position BIGINT NOT NULL,
  salt {hash} NOT NULL,
  member_id BIGINT NOT NULL,
  organization_id BIGINT NOT NULL,
  address {line} NOT NULL,
  request_id {line} NOT NULL
);
CREATE INDEX audit_value_member ON audit_value (member_id, position);
CREATE INDEX audit_value_organization ON audit_value (organization_id, position);

CREATE TABLE audit_checkpoint (
  id {id} NOT NULL PRIMARY KEY,
  entries BIGINT NOT NULL,
  hash {hash} NOT NULL,
  at BIGINT NOT NULL,
  document {text} NOT NULL
);

-- Keys that protect cookies and tokens, encrypted outside Development.
CREATE TABLE protection_key (
  name {word} NOT NULL PRIMARY KEY,
  document {text} NOT NULL
);
