namespace AdapterKit.Tests;

/// <summary>What a setup drops is as if it had never been there.</summary>
public sealed class SetupDropTests
{
    public static TheoryData<AdapterPlacement, string, string?> Drops
    {
        get
        {
            var drops = new TheoryData<AdapterPlacement, string, string?>();
            foreach (var placement in Enum.GetValues<AdapterPlacement>())
            {
                drops.Add(placement, "0", null);
                drops.Add(placement, "1..2", null);
                drops.Add(placement, "0..3", "attention");
                drops.Add(placement, "3", "feed_forward");
            }

            return drops;
        }
    }

    [Theory]
    [MemberData(nameof(Drops))]
    public void A_dropped_layer_is_bit_equal_to_one_that_never_had_an_adapter(AdapterPlacement placement, string layers, string? point)
    {
        using var backbone = TinyBert.Load();
        using var whole = new AnyTask(backbone, new AdapterConfig(BottleneckAdapter.Variant) { Placement = placement });
        using var partial = new AnyTask(backbone, whole.Config with { Drop = DropSet.None.With(LayerSet.Parse(layers), point) });
        Randomize(whole);
        Copy(whole, partial);
        using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9], [10, 11, 12]], padId: 0);
        using var plan = backbone.Compile(Setup.Of(whole.Id).Drop(layers, point), [whole]);
        using var dropped = backbone.Encode(batch, plan);
        using var never = backbone.Encode(batch, partial.Plan);
        using var undropped = backbone.Encode(batch, whole.Plan);

        Assert.True(dropped.equal(never).all().ToBoolean());
        Assert.False(dropped.equal(undropped).all().ToBoolean());
    }

    [Theory]
    [InlineData("0..9", null, "The setup any.Drop(0..9) drops the layers 0..9, but there are 4 layers, counted from 0.")]
    [InlineData("4", "attention", "drops the layers 4, but there are 4 layers")]
    [InlineData("0", "atention", "drops the insertion point 'atention', which does not exist. The points are: attention, feed_forward,")]
    public void A_setup_refuses_layers_and_points_that_do_not_exist(string layers, string? point, string reason)
    {
        using var backbone = TinyBert.Load();
        using var task = new AnyTask(backbone, AnyTask.Declared.Config);
        var drop = Setup.Of(task.Id).Drop(layers, point);

        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => backbone.Compile(drop, [task])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => backbone.Compile(Setup.BatchSplit(drop, task.Id), [task]));
    }

    [Fact]
    public void Dropping_everything_is_bit_equal_to_the_backbone()
    {
        using var backbone = TinyBert.Load();
        using var task = new AnyTask(backbone, AnyTask.Declared.Config);
        Randomize(task);
        using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9]], padId: 0);
        using var plan = backbone.Compile(Setup.Of(task.Id).Drop("0..3"), [task]);
        using var dropped = backbone.Encode(batch, plan);
        using var bare = backbone.Encode(batch);

        Assert.True(dropped.equal(bare).all().ToBoolean());
        Assert.Equal(4, plan.FirstLayer);
    }

    [Fact]
    public void Generated_switches_name_each_point()
    {
        DropSet drop = new BertLayer.DropSwitches { Attention = LayerSet.Parse("0..4"), FeedForward = LayerSet.FirstLayers(2) };

        Assert.Equal("0..4", drop.LayersByPoint["attention"].ToString());
        Assert.Equal("0..1", drop.LayersByPoint["feed_forward"].ToString());
        Assert.Equal(DropSet.None, new BertLayer.DropSwitches());
        Assert.Equal(Setup.Of("a").Drop("2", "attention"), Setup.Of("a").Drop(new BertLayer.DropSwitches { Attention = LayerSet.Of(2) }));
    }

    [Fact]
    public void A_dropped_layer_gets_no_gradient()
    {
        using var backbone = TinyBert.Load();
        using var task = new AnyTask(backbone, AnyTask.Declared.Config);
        Randomize(task);
        using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9]], padId: 0);
        using var plan = backbone.Compile(Setup.Of(task.Id).Drop("0..1").Drop("3", "attention"), [task]);
        using (var scope = NewDisposeScope())
            backbone.Encode(batch, plan).sum().backward();

        var reached = task.named_parameters().Where(entry => entry.parameter.grad is not null)
            .Select(entry => string.Join('.', entry.name.Split('.')[..3])).Distinct();
        Assert.Equal(["layers.2.attention", "layers.2.feed_forward", "layers.3.feed_forward"], reached.Order());
    }

    [Fact]
    public void Layers_that_nobody_trains_leave_no_graph()
    {
        using var backbone = TinyBert.Load();
        using var task = new AnyTask(backbone, AnyTask.Declared.Config with { Drop = DropSet.FirstLayers(2) });
        using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9]], padId: 0);
        var graph = new List<bool>();
        var hooks = backbone.Encoder.Layers.Select(layer => layer.register_forward_hook((_, _, _, output) =>
        {
            graph.Add(output.requires_grad);
            return output;
        })).ToList();
        backbone.Encode(batch, task.Plan).Dispose();
        hooks.ForEach(hook => hook.remove());

        Assert.Equal([false, false, true, true], graph);
    }

    [Fact]
    public void The_upper_layers_go_on_where_the_prefix_ended_bit_by_bit()
    {
        using var backbone = TinyBert.Load();
        using var task = new AnyTask(backbone, AnyTask.Declared.Config with { Drop = DropSet.FirstLayers(2) });
        Randomize(task);
        using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9]], padId: 0);
        using var whole = backbone.Encode(batch, task.Plan);
        using var prefix = backbone.EncodePrefix(batch, 2);
        using var resumed = backbone.Resume(prefix, 2, batch, task.Plan);

        Assert.True(whole.equal(resumed).all().ToBoolean());
        Assert.Throws<ArgumentOutOfRangeException>(() => backbone.Resume(prefix, 3, batch, task.Plan));
    }

    private static void Randomize(TaskAdapter task)
    {
        manual_seed(1);
        using var frozen = no_grad();
        foreach (var parameter in task.parameters())
            nn.init.normal_(parameter, 0, 0.2);
    }

    private static void Copy(TaskAdapter from, TaskAdapter to)
    {
        using var frozen = no_grad();
        var weights = from.named_parameters().ToDictionary(entry => entry.name, entry => entry.parameter);
        foreach (var (name, parameter) in to.named_parameters())
            parameter.copy_(weights[name]);
    }
}
