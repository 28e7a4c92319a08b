-- Writes what is kept of a person, unless it has changed since it was read; without a record it is deleted.
--
-- KEYS  person
-- ARGV  the version it was read at, the record ('' deletes it)
-- Returns whether it is written.
if (redis.call('HGET', KEYS[1], 'version') or '0') ~= ARGV[1] then
  return 0
end
if ARGV[2] == '' then
  redis.call('DEL', KEYS[1])
else
  redis.call('HSET', KEYS[1], 'record', ARGV[2])
  redis.call('HINCRBY', KEYS[1], 'version', 1)
end
return 1
