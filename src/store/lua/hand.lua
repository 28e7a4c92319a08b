-- What the scripts about a hand begin with; `hand.lua` stands before each of them.
--
-- KEYS  taken, leases, …
-- ARGV  the fence, an argument of the script's own or nothing, and the names of reminders, one right after another
-- Sets `mine`, those that are still in the hand, `answer`, a text with a 1 for each of these and a 0 for each other,
-- and `rest`, the names of what else is in the hand.
local WHOLE = 20
local taken, leases = KEYS[1], KEYS[2]
local fence, argument, named = ARGV[1], ARGV[2], ARGV[3]

-- The names that stand one right after another in a text.
local function names(text)
  local list = {}
  for i = 1, #text, WHOLE do
    list[#list + 1] = string.sub(text, i, i + WHOLE - 1)
  end
  return list
end

local mine, answer, rest = {}, {}, {}
do
  local hand = redis.call('HGET', taken, fence) or ''
  if hand == named then
    mine, answer, rest = names(named), string.rep('1', #named / WHOLE), ''
  else
    local held, holds = names(hand), {}
    for _, id in ipairs(held) do
      holds[id] = true
    end
    for _, id in ipairs(names(named)) do
      if holds[id] then
        holds[id] = nil
        mine[#mine + 1] = id
        answer[#answer + 1] = '1'
      else
        answer[#answer + 1] = '0'
      end
    end
    for _, id in ipairs(held) do
      if holds[id] then
        rest[#rest + 1] = id
      end
    end
    answer, rest = table.concat(answer), table.concat(rest)
  end
end

-- Lets go of those that are in the hand.
local function let_go()
  if rest ~= '' then
    redis.call('HSET', taken, fence, rest)
  else
    redis.call('HDEL', taken, fence)
    redis.call('ZREM', leases, fence)
  end
end
