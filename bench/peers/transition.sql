\set id random(1, 1000)
BEGIN;
INSERT INTO process(resource_id, state, data) VALUES (:id, 'running', :payload) RETURNING id AS process \gset
UPDATE resource SET state = 'turning' WHERE id = :id;
INSERT INTO event(resource_id, process_id, state) VALUES (:id, :process, 'turning');
COMMIT;
BEGIN;
UPDATE resource SET state = 'active' WHERE id = :id;
UPDATE process SET state = 'done' WHERE id = :process;
INSERT INTO event(resource_id, process_id, state) VALUES (:id, :process, 'active');
COMMIT;
