% Publishes a message to a scratch queue of its own through the broker's own client, with a confirm, and reads it back. Answers ok. The queue is
% exclusive: it goes with the connection. Records are written as tuples, since eval knows no headers.
Started = lists:keymember(amqp_client, 1, application:which_applications()),
{ok, Connection} = amqp_connection:start({amqp_params_direct, none, none, hd(rabbit_vhost:list_names()), node(), none, []}),
Answer = try
    {ok, Channel} = amqp_connection:open_channel(Connection),
    {'confirm.select_ok'} = amqp_channel:call(Channel, {'confirm.select', false}),
    {'queue.declare_ok', Queue, _, _} = amqp_channel:call(Channel, {'queue.declare', 0, <<>>, false, false, true, true, false, []}),
    Body = <<"understudy">>,
    Properties = list_to_tuple(['P_basic' | lists:duplicate(14, undefined)]),
    ok = amqp_channel:call(Channel, {'basic.publish', 0, <<>>, Queue, true, false}, {amqp_msg, Properties, Body}),
    true = amqp_channel:wait_for_confirms(Channel, 10),
    {{'basic.get_ok', _, _, _, _, _}, {amqp_msg, _, Body}} = amqp_channel:call(Channel, {'basic.get', 0, Queue, true}),
    ok
catch Class:Reason -> {Class, Reason}
after
    amqp_connection:close(Connection),
    Started orelse application:stop(amqp_client)
end,
Answer.
