-- Pieces of codes are put into their index some at a time: a search for a piece reads at most 64 kB more for it.
alter index search_code_piece set (fastupdate = on, gin_pending_list_limit = 64);
