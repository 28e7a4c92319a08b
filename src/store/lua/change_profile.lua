-- Writes a chat's settings, unless they have changed since they were read.
--
-- KEYS  the settings
-- ARGV  what was read ('' for none), what they are to be
-- Returns whether they are written.
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[2])
return 1
