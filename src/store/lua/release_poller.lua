-- Gives the right to poll back.
--
-- KEYS  poller
-- ARGV  who asks
local holder = redis.call('GET', KEYS[1]) or ''
if string.match(holder, '^%S*') == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
