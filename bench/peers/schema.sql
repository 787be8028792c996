CREATE TABLE resource(id int PRIMARY KEY, state text NOT NULL, data text NOT NULL);
CREATE TABLE process(id bigserial PRIMARY KEY, resource_id int NOT NULL, state text NOT NULL, data text NOT NULL);
CREATE INDEX process_pending ON process(id) WHERE state = 'running';
CREATE TABLE event(id bigserial PRIMARY KEY, resource_id int NOT NULL, process_id bigint NOT NULL, state text NOT NULL,
  at timestamptz NOT NULL DEFAULT now());
INSERT INTO resource SELECT i, 'active', repeat('x', 600) FROM generate_series(1, 1000) i;
