-- Puts taken reminders into a hand of their own, which nobody holds: they come again when its lease runs out, however
-- long the rest of their hand is held. The argument is the length of that lease (milliseconds). Begins with `hand.lua`.
--
-- KEYS  taken, leases, fence
if #mine == 0 then
  return answer
end
let_go()
local time = redis.call('TIME')
local micros = time[1] * 1000000 + time[2]
local own = math.max(redis.call('INCR', KEYS[3]), micros)
redis.call('SET', KEYS[3], own)
redis.call('HSET', taken, own, table.concat(mine))
redis.call('ZADD', leases, math.floor(micros / 1000) + tonumber(argument), own)
return answer
