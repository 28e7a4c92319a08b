-- Forgets that an event's messages are to be amended, unless the event has changed again since.
--
-- KEYS  amend
-- ARGV  the event, and how often it had changed
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
  redis.call('HDEL', KEYS[1], ARGV[1])
end
