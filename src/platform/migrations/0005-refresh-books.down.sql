-- What was filled goes with its columns.
select;
