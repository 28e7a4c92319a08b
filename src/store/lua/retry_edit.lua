-- Rewrites an edit that still waits.
--
-- KEYS  edits, edit
-- ARGV  the edit's id, its record
-- Returns 1, or 0 when it waits no longer.
if not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  return 0
end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
return 1
