-- Gives the right to poll back.
--
-- KEYS  poller
-- ARGV  who asks
if redis.call('GET', KEYS[1]) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
