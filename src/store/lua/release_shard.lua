-- Gives a shard back, if it is this process'.
--
-- KEYS  lease
-- ARGV  the process
if redis.call('HGET', KEYS[1], 'by') == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
return 1
