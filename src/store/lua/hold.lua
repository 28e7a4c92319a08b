-- Renews the lease on taken reminders.
--
-- KEYS  taken, fences
-- ARGV  the length of the lease (milliseconds), then name and fence of each
-- Returns a 1 for each that is still in the hand of the one who asks, a 0 for each that is not.
local taken, fences = KEYS[1], KEYS[2]
local time = redis.call('TIME')
local lease_end = time[1] * 1000 + math.floor(time[2] / 1000) + tonumber(ARGV[1])

local ids, leases, answer = {}, {}, {}
for i = 2, #ARGV, 2 do
  ids[#ids + 1] = ARGV[i]
end
local holders = redis.call('HMGET', fences, unpack(ids))
for i, id in ipairs(ids) do
  if holders[i] == ARGV[2 * i + 1] then
    leases[#leases + 1] = lease_end
    leases[#leases + 1] = id
    answer[i] = 1
  else
    answer[i] = 0
  end
end
if #leases > 0 then
  redis.call('ZADD', taken, unpack(leases))
end
return answer
