-- What is done without a name and waits for a moment that nobody can foresee. Once it took effect, failed or was taken back, the request is gone.
CREATE TABLE deferred_act (
  id {id} NOT NULL PRIMARY KEY,
  ref {word} NOT NULL,
  kind {word} NOT NULL,
  member_id BIGINT NOT NULL REFERENCES member (id),
  draft_id BIGINT,
  item_id BIGINT REFERENCES item (id),
  -- The item again, where nothing else about it may wait beside this; null once this is over.
  alone_on_item_id BIGINT,
  -- The reference that a new item gets.
  new_ref {word} NOT NULL,
  request {text} NOT NULL,
  address {line} NOT NULL,
  request_id {line} NOT NULL,
  handed_in_at BIGINT NOT NULL,
  span_ends_at BIGINT NOT NULL,
  -- The embargo, which is then the moment.
  is_fixed BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  state {word} NOT NULL,
  trouble {text} NOT NULL
);
CREATE UNIQUE INDEX deferred_act_ref ON deferred_act (ref);
CREATE UNIQUE INDEX deferred_act_alone ON deferred_act (alone_on_item_id) WHERE alone_on_item_id IS NOT NULL;
CREATE INDEX deferred_act_due ON deferred_act (state, due_at, id);
CREATE INDEX deferred_act_member ON deferred_act (member_id, state, id);
CREATE INDEX deferred_act_item ON deferred_act (item_id, state);

-- The act that the draft waits with; null while it can be written on.
ALTER TABLE draft ADD waiting_act_id BIGINT;

-- The page from which it was saved last: of two that are open, the older one does not overwrite what the other saved.
ALTER TABLE draft ADD saved_by {word};

-- The organizations that could have published an item without a name, over all that its originator linked to it. Acts of the originator alone change it.
CREATE TABLE possible_author (
  item_id BIGINT NOT NULL REFERENCES item (id),
  organization_id BIGINT NOT NULL REFERENCES organization (id),
  PRIMARY KEY (item_id, organization_id)
){clustered};

-- Whether a post is by the unnamed originator; else it is under its writer's own name.
ALTER TABLE post ADD as_originator BIGINT DEFAULT 0 NOT NULL;
UPDATE post SET as_originator = 1 WHERE kind = 'answer';
