-- Uses a sign-in up: it ends once.
--
-- KEYS  sign-in
-- ARGV  who uses it
-- Returns whether it is theirs: they are the first, or come again.
if redis.call('EXISTS', KEYS[1]) == 0 then
  return 0
end
redis.call('HSETNX', KEYS[1], 'used-by', ARGV[1])
return redis.call('HGET', KEYS[1], 'used-by') == ARGV[1] and 1 or 0
