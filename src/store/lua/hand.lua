-- What the scripts about a hand begin with; `hand.lua` stands before each of them.
--
-- KEYS  taken, leases, …
-- ARGV  the fence, an argument of the script's own or nothing, and the names of reminders
-- Sets `mine`, those that are still in the hand, `answer`, a text with a 1 for each of these and a 0 for each other,
-- and `rest`, what else is in the hand.
local WHOLE = 20
local taken, leases = KEYS[1], KEYS[2]
local fence, argument = ARGV[1], ARGV[2]

local mine, answer, rest = {}, {}, {}
do
  local hand = redis.call('HGET', taken, fence) or ''
  local holds = {}
  for i = 1, #hand, WHOLE do
    holds[string.sub(hand, i, i + WHOLE - 1)] = true
  end
  for i = 3, #ARGV do
    local id = ARGV[i]
    if holds[id] then
      holds[id] = nil
      mine[#mine + 1] = id
      answer[#answer + 1] = '1'
    else
      answer[#answer + 1] = '0'
    end
  end
  if next(holds) then
    for i = 1, #hand, WHOLE do
      local id = string.sub(hand, i, i + WHOLE - 1)
      if holds[id] then
        rest[#rest + 1] = id
      end
    end
  end
  answer = table.concat(answer)
end

-- Lets go of those that are in the hand.
local function let_go()
  if #rest > 0 then
    redis.call('HSET', taken, fence, table.concat(rest))
  else
    redis.call('HDEL', taken, fence)
    redis.call('ZREM', leases, fence)
  end
end
