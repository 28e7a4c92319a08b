-- Renews the lease on a hand, for as many milliseconds as the argument says. Begins with `hand.lua`.
--
-- KEYS  taken, leases
local time = redis.call('TIME')
local lease_end = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(argument)
redis.call('ZADD', leases, 'XX', lease_end, fence)
return answer
