-- Which of an organization's connections its people are led to, and when a connection's secret or certificate runs out.
ALTER TABLE connection ADD preferred BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE connection ADD credential_expires_at BIGINT;

-- What the connection's role claim held at the person's last sign-in, so that another mapping can be tried on it.
ALTER TABLE member ADD claimed_values {text};

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
