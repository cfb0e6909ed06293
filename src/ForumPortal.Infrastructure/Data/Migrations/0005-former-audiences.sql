-- The audiences that an item had before each change: whoever is admitted later reads the revision that stood then and later ones.
CREATE TABLE item_former_audience (
  item_id BIGINT NOT NULL REFERENCES item (id),
  changed_at BIGINT NOT NULL,
  -- The revision that stood at the change.
  revision BIGINT NOT NULL,
  label BIGINT NOT NULL,
  audience {text} NOT NULL,
  PRIMARY KEY (item_id, changed_at)
);
