% Evaluated on a running node by "rabbitmqctl eval --formatter json", as one line. Apostrophes, dollars, backquotes and double quotes
% do not go well through the shells and wrappers in between: there are none below.
% Every durable queue by its definition, whether or not it answers; what the running one knows besides, where there is one.
% rabbit_db_queue is there from 3.12 on and knows Khepri.
code:ensure_loaded(rabbit_db_queue),
Durable = case erlang:function_exported(rabbit_db_queue, get_all_durable, 0) of
    true -> rabbit_db_queue:get_all_durable();
    false -> mnesia:dirty_match_object(rabbit_durable_queue, amqqueue:pattern_match_all())
end,
Try = fun(F, Q) -> try apply(amqqueue, F, [Q]) catch _:_ -> none end end,
At = fun(P) when is_pid(P) -> node(P); ({_, N}) when is_atom(N) -> N; (_) -> none end,
Nodes = fun(L) when is_list(L) -> [At(P) || P <- L, At(P) =/= none]; (_) -> [] end,
Atoms = fun(L) when is_list(L) -> [A || A <- L, is_atom(A)]; (M) when is_map(M) -> maps:keys(M); (_) -> [] end,
{ok, Handling} = application:get_env(rabbit, cluster_partition_handling),
#{handling => if is_atom(Handling) -> Handling; true -> element(1, Handling) end,
  queues => [begin
    {resource, V, _, Name} = amqqueue:get_name(D),
    Q = case rabbit_amqqueue:lookup(amqqueue:get_name(D)) of {ok, R} -> R; _ -> D end,
    State = case Try(get_type_state, Q) of M when is_map(M) -> M; _ -> #{} end,
    Policy = case Try(get_policy, Q) of L when is_list(L) -> proplists:get_value(name, L, <<>>); _ -> <<>> end,
    #{vhost => V, name => Name, type => amqqueue:get_type(Q), leader => At(amqqueue:get_pid(Q)),
      members => Atoms(maps:get(nodes, State, [])), mirrors => Nodes(Try(get_slave_pids, Q)),
      synchronised => Nodes(Try(get_sync_slave_pids, Q)), recoverable => Atoms(Try(get_recoverable_slaves, Q)),
      policy => Policy}
  end || D <- Durable]}.
