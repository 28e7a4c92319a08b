-- Raises the epoch: by one, and after it was lost beyond whatever it was, as it then begins with the time.
--
-- KEYS  epoch
-- Returns the epoch.
local time = redis.call('TIME')
local epoch = (tonumber(redis.call('GET', KEYS[1]) or 0)) + 1
epoch = math.max(epoch, time[1] * 1000000 + time[2])
redis.call('SET', KEYS[1], string.format('%.0f', epoch))
return epoch
