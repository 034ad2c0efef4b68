-- By itself, so that the changes of tables before it do not keep readers waiting for as long as this takes.
select refresh_books(array(select id from book));
