-- By whom an invitation was issued, for which address, and whether it was taken back. Those issued before have no reference; they run out within seven days.
ALTER TABLE invitation ADD ref {word};
ALTER TABLE invitation ADD address {line};
ALTER TABLE invitation ADD issued_by BIGINT REFERENCES member (id);
ALTER TABLE invitation ADD taken_back_at BIGINT;
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

-- Whoever chaired the group is gone for good and nobody followed: the secretariat names another.
ALTER TABLE working_group ADD has_no_chair BIGINT DEFAULT 0 NOT NULL;
CREATE INDEX working_group_chair ON working_group (chair_id);
