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
  created_at BIGINT NOT NULL,
  -- Which of an organization's connections its people are led to, and when a connection's secret or certificate runs out.
  preferred BIGINT DEFAULT 0 NOT NULL,
  credential_expires_at BIGINT
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
  created_at BIGINT NOT NULL,
  -- What the connection's role claim held at the person's last sign-in, so that another mapping can be tried on it.
  claimed_values {text},
  -- How the person wants mail: 1 at once, 2 once a day, 3 never.
  mail_choice BIGINT DEFAULT 1 NOT NULL
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
  created_at BIGINT NOT NULL,
  ref {word},
  address {line},
  issued_by BIGINT REFERENCES member (id),
  taken_back_at BIGINT
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

-- Items
CREATE TABLE item (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  kind {word} NOT NULL,
  originator_id BIGINT NOT NULL REFERENCES organization (id),
  author_id BIGINT NOT NULL REFERENCES member (id),
  label BIGINT NOT NULL,
  permitted_action BIGINT NOT NULL,
  attribution BIGINT NOT NULL,
  audience {text} NOT NULL,
  group_id BIGINT,
  under_alias BIGINT NOT NULL,
  title {line} NOT NULL,
  summary {text} NOT NULL,
  revision BIGINT NOT NULL,
  position BIGINT NOT NULL,
  place_in_group BIGINT NOT NULL,
  published_at BIGINT NOT NULL,
  embargo_until BIGINT,
  expires_at BIGINT,
  acknowledge_by BIGINT,
  withdrawn_at BIGINT,
  withdrawn_reason {text}
);
CREATE UNIQUE INDEX item_ref ON item (ref);
CREATE INDEX item_originator ON item (originator_id, position);
CREATE INDEX item_group ON item (group_id, kind, place_in_group) WHERE group_id IS NOT NULL;

CREATE TABLE item_revision (
  item_id BIGINT NOT NULL REFERENCES item (id),
  revision BIGINT NOT NULL,
  title {line} NOT NULL,
  summary {text} NOT NULL,
  body {text} NOT NULL,
  note {text} NOT NULL,
  author_id BIGINT NOT NULL REFERENCES member (id),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (item_id, revision)
);

-- What items of a kind say beside title, summary and text.
CREATE TABLE item_field (
  item_id BIGINT NOT NULL REFERENCES item (id),
  revision BIGINT NOT NULL,
  name {word} NOT NULL,
  value {text} NOT NULL,
  PRIMARY KEY (item_id, revision, name)
){clustered};

-- What one item is to another: derived-from, answers.
CREATE TABLE item_link (
  from_id BIGINT NOT NULL REFERENCES item (id),
  relation {word} NOT NULL,
  to_id BIGINT NOT NULL REFERENCES item (id),
  PRIMARY KEY (from_id, relation, to_id)
){clustered};
CREATE INDEX item_link_to ON item_link (to_id, relation, from_id);

-- What people say under an item: replies, questions to an unnamed originator and its answers. Label and audience are the item's as they stood then, or narrower.
CREATE TABLE post (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  item_id BIGINT NOT NULL REFERENCES item (id),
  kind {word} NOT NULL,
  answers_id BIGINT REFERENCES post (id),
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  author_id BIGINT NOT NULL REFERENCES member (id),
  label BIGINT NOT NULL,
  audience {text} NOT NULL,
  created_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  withdrawn_reason {text}
);
CREATE UNIQUE INDEX post_ref ON post (ref);
CREATE INDEX post_item ON post (item_id, id);

CREATE TABLE post_revision (
  post_id BIGINT NOT NULL REFERENCES post (id),
  revision BIGINT NOT NULL,
  body {text} NOT NULL,
  author_id BIGINT NOT NULL REFERENCES member (id),
  created_at BIGINT NOT NULL,
  PRIMARY KEY (post_id, revision)
);

-- The index by which lists find what a reader may read: which keys open which item, and what else decides whether the item is listed to who holds one.
CREATE TABLE item_key (
  key_kind BIGINT NOT NULL,
  key_id BIGINT NOT NULL,
  position BIGINT NOT NULL,
  item_id BIGINT NOT NULL REFERENCES item (id),
  part BIGINT NOT NULL,
  kind {word} NOT NULL,
  label BIGINT NOT NULL,
  shown_originator_id BIGINT NOT NULL,
  acknowledge_by BIGINT,
  is_wanted BIGINT,
  opens_at BIGINT,
  closes_at BIGINT,
  as_of BIGINT,
  within_group BIGINT,
  released_to BIGINT,
  has_walls BIGINT NOT NULL,
  PRIMARY KEY (key_kind, key_id, position, item_id, part)
){clustered};
CREATE INDEX item_key_item ON item_key (item_id);
CREATE INDEX item_key_kind ON item_key (key_kind, key_id, kind, position, item_id);
CREATE INDEX item_key_label ON item_key (key_kind, key_id, label, position, item_id);
CREATE INDEX item_key_released ON item_key (key_kind, key_id, released_to, position, item_id) WHERE released_to IS NOT NULL;
CREATE INDEX item_key_originator ON item_key (key_kind, key_id, shown_originator_id, position, item_id);
CREATE INDEX item_key_due ON item_key (key_kind, key_id, acknowledge_by, position, item_id) WHERE acknowledge_by IS NOT NULL;
CREATE INDEX item_key_wanted ON item_key (key_kind, key_id, is_wanted, position, item_id) WHERE is_wanted IS NOT NULL;

-- Whom a wall of an item stops, in the same kinds as keys: a sector, an organization, a member.
CREATE TABLE item_wall (
  item_id BIGINT NOT NULL REFERENCES item (id),
  key_kind BIGINT NOT NULL,
  key_id BIGINT NOT NULL,
  PRIMARY KEY (item_id, key_kind, key_id)
){clustered};

CREATE TABLE item_reading (
  item_id BIGINT NOT NULL REFERENCES item (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  first_at BIGINT NOT NULL,
  revision BIGINT NOT NULL,
  session_id BIGINT NOT NULL,
  PRIMARY KEY (item_id, member_id)
){clustered};

CREATE TABLE item_acknowledgement (
  item_id BIGINT NOT NULL REFERENCES item (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  revision BIGINT NOT NULL,
  acknowledged_at BIGINT NOT NULL,
  PRIMARY KEY (item_id, member_id)
){clustered};

CREATE TABLE draft (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  member_id BIGINT NOT NULL REFERENCES member (id),
  relation {word},
  to_id BIGINT,
  form {text} NOT NULL,
  version BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  published_ref {word}
);
CREATE UNIQUE INDEX draft_ref ON draft (ref);
CREATE INDEX draft_member ON draft (member_id, updated_at);

-- What happened, written in the transaction that did it. History, notifications and mail hang off it; what cannot be carried out is parked.
CREATE TABLE event (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  kind {word} NOT NULL,
  item_id BIGINT REFERENCES item (id),
  post_id BIGINT REFERENCES post (id),
  group_id BIGINT,
  application_id BIGINT,
  actor_id BIGINT NOT NULL,
  to_id BIGINT REFERENCES member (id),
  detail {text} NOT NULL,
  at BIGINT NOT NULL,
  state {word} NOT NULL,
  due_at BIGINT NOT NULL,
  attempts BIGINT NOT NULL,
  after_id BIGINT NOT NULL,
  trouble {line} NOT NULL
);
CREATE INDEX event_state ON event (state, due_at, id);
CREATE INDEX event_item ON event (item_id, id) WHERE item_id IS NOT NULL;
CREATE INDEX event_group ON event (group_id, kind) WHERE group_id IS NOT NULL;

-- What an event tells a member on the home page.
CREATE TABLE notification (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  member_id BIGINT NOT NULL REFERENCES member (id),
  event_id BIGINT NOT NULL REFERENCES event (id),
  at BIGINT NOT NULL,
  position BIGINT NOT NULL,
  dismissed_at BIGINT
);
CREATE UNIQUE INDEX notification_ref ON notification (ref);
CREATE INDEX notification_member ON notification (member_id, dismissed_at, position);
CREATE INDEX notification_event ON notification (event_id, member_id);

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
  hash {hash} NOT NULL,
  -- Whose group an entry is about, 0 for none: whoever stands behind the group's wall finds no such entry.
  group_id BIGINT DEFAULT 0 NOT NULL
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
  closed_at BIGINT,
  -- Whoever chaired the group is gone for good and nobody followed: the secretariat names another.
  has_no_chair BIGINT DEFAULT 0 NOT NULL,
  -- Who is to lead a group, by whom and since when proposed: a second person of the secretariat confirms it. While the charter itself is only proposed, who last chose those in it.
  next_chair_id BIGINT REFERENCES member (id),
  next_deputy_id BIGINT REFERENCES member (id),
  named_by BIGINT REFERENCES member (id),
  named_at BIGINT
);
CREATE UNIQUE INDEX working_group_ref ON working_group (ref);
CREATE INDEX working_group_name ON working_group (name, id);

CREATE TABLE group_member (
  group_id BIGINT NOT NULL REFERENCES working_group (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  alias {line} NOT NULL,
  joined_at BIGINT NOT NULL,
  left_at BIGINT,
  -- Who was taken out of a group by its chair: they come back only by a later invitation.
  removed_at BIGINT,
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

-- A vote of organizations on an item, one for each.
CREATE TABLE ballot (
  item_id {id} NOT NULL PRIMARY KEY REFERENCES item (id),
  closes_at BIGINT NOT NULL,
  outcome BIGINT NOT NULL,
  closed_at BIGINT
);

CREATE TABLE vote (
  ballot_id BIGINT NOT NULL REFERENCES ballot (item_id),
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  choice BIGINT NOT NULL,
  dissent {text} NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (ballot_id, organization_id)
){clustered};

-- What a decision has beyond its ballot.
CREATE TABLE decision (
  item_id {id} NOT NULL PRIMARY KEY REFERENCES ballot (item_id),
  group_id BIGINT NOT NULL REFERENCES working_group (id),
  new_end_at BIGINT
);
CREATE INDEX decision_group ON decision (group_id, item_id);

-- Requests for information: an item of that kind, and what only a request has.
CREATE TABLE request (
  item_id {id} NOT NULL PRIMARY KEY REFERENCES item (id),
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  number {word},
  legal_basis {line} NOT NULL,
  answer_by BIGINT NOT NULL,
  asked BIGINT,
  asked_at BIGINT NOT NULL,
  outcome BIGINT NOT NULL,
  closed_at BIGINT
);
CREATE UNIQUE INDEX request_number ON request (number) WHERE number IS NOT NULL;
CREATE INDEX request_asked ON request (asked_at, item_id) WHERE number IS NOT NULL;

CREATE TABLE nothing_to_add (
  request_id BIGINT NOT NULL REFERENCES request (item_id),
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  member_id BIGINT NOT NULL REFERENCES member (id),
  at BIGINT NOT NULL,
  PRIMARY KEY (request_id, organization_id)
){clustered};

-- By which the applicant of an admitted organization, who cannot sign in yet, sets its first connection up.
CREATE TABLE set_up_link (
  secret_hash {hash} NOT NULL PRIMARY KEY,
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  expires_at BIGINT NOT NULL,
  used_at BIGINT
);
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

-- Settings of a connection that are tried before they count.
CREATE TABLE connection_trial (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  connection_id BIGINT REFERENCES connection (id),
  connection_ref {word} NOT NULL,
  base_version BIGINT NOT NULL,
  issuer {line} NOT NULL,
  client_id {line} NOT NULL,
  client_credential {text} NOT NULL,
  client_authentication BIGINT NOT NULL,
  acr_values {line} NOT NULL,
  admission BIGINT NOT NULL,
  role_claim {line} NOT NULL,
  role_map {text} NOT NULL,
  credential_expires_at BIGINT,
  version BIGINT NOT NULL,
  created_by BIGINT REFERENCES member (id),
  created_at BIGINT NOT NULL,
  tested_version BIGINT NOT NULL,
  tested_at BIGINT,
  tested_by BIGINT REFERENCES member (id),
  tested_subject {hash},
  outcome {text},
  used_at BIGINT
);
CREATE UNIQUE INDEX connection_trial_ref ON connection_trial (ref);
CREATE INDEX connection_trial_organization ON connection_trial (organization_id, used_at);

-- Mail that waits, was sent, could not be delivered or was dropped. What it says is written when it is sent; sealed holds, encrypted and until then only, an address and a link that are a secret.
CREATE TABLE delivery (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  kind {word} NOT NULL,
  member_id BIGINT REFERENCES member (id),
  item_id BIGINT REFERENCES item (id),
  post_id BIGINT REFERENCES post (id),
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
CREATE UNIQUE INDEX delivery_ref ON delivery (ref);
CREATE INDEX delivery_due ON delivery (status, due_at, id);
CREATE INDEX delivery_member ON delivery (member_id, status, due_at);
CREATE INDEX delivery_item ON delivery (item_id, kind, member_id);
CREATE INDEX delivery_digest ON delivery (digest_id, id);

-- Whether the mail server is to be had: while it is not, nobody's mail is held against them.
CREATE TABLE mail_server (
  id {id} NOT NULL PRIMARY KEY,
  failures BIGINT NOT NULL,
  failing_since BIGINT,
  next_try_at BIGINT NOT NULL,
  trouble {line} NOT NULL
);
INSERT INTO mail_server (id, failures, failing_since, next_try_at, trouble) VALUES (1, 0, NULL, 0, '');
CREATE UNIQUE INDEX invitation_ref ON invitation (ref) WHERE ref IS NOT NULL;
CREATE INDEX invitation_organization ON invitation (organization_id, id);

-- Why a person was suspended, let back in or removed: for their organization's administrators.
CREATE TABLE member_status_change (
  id {id} NOT NULL PRIMARY KEY,
  member_id BIGINT NOT NULL REFERENCES member (id),
  status BIGINT NOT NULL,
  reason {text} NOT NULL,
  changed_by BIGINT REFERENCES member (id),
  at BIGINT NOT NULL
);
CREATE INDEX member_status_change_member ON member_status_change (member_id, id);

CREATE INDEX working_group_chair ON working_group (chair_id);
