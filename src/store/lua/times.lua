-- How `times` says when events are; this text stands before the scripts that read it.
--
-- A score is the minute in which an event begins, since 1970, and in the lowest twenty bits for how many minutes it goes
-- on from there. The greatest length is without end.
local LENGTHS = 1048576

-- The minute after the last one of an event with this score.
local function end_of(score)
  local length = score % LENGTHS
  return length == LENGTHS - 1 and math.huge or math.floor(score / LENGTHS) + length
end
