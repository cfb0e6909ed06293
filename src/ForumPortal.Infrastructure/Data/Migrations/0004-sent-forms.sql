-- What a form that creates something was answered, so that sent twice it creates one. Forgotten after a day.
CREATE TABLE sent_form (
  key_hash {hash} NOT NULL PRIMARY KEY,
  answer {text} NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX sent_form_at ON sent_form (at);
