-- Forgets that an account's calendar has changed, as a round has looked, unless it has changed since that round began.
--
-- KEYS  pinged, pinged-again
-- ARGV  the account
if redis.call('SREM', KEYS[2], ARGV[1]) == 0 then
  redis.call('SREM', KEYS[1], ARGV[1])
end
