using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>What all adapters of a set share: created, counted, trained, stored and moved once.</summary>
public sealed class SharedModuleTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Backbone backbone = TinyBert.Load();

    private static AdapterConfig Everywhere => new(TableAdapter.Variant) { TuneNorms = false };

    public void Dispose()
    {
        backbone.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void It_is_counted_once_and_has_a_row_for_every_adapter()
    {
        using var task = Create(Everywhere);
        var weights = task.named_parameters().Where(weight => !weight.name.StartsWith("head.", StringComparison.Ordinal)).ToList();

        Assert.Equal("shared.0.rows", Assert.Single(weights).name);
        Assert.Equal([8L, backbone.Width], weights[0].parameter.shape);
        Assert.Same(task.FindShared(task.Config.Sets[0]), Table(task));
    }

    [Fact]
    public void An_adapter_knows_its_layer_its_point_and_its_number_among_those_that_are_there()
    {
        using var task = Create(Everywhere with { Drop = DropSet.FirstLayers(2) });
        var shapes = backbone.Encoder.Sites.Select(site => task.AdapterAt(site)).OfType<TableAdapter>()
            .Select(adapter => (adapter.Shape.Layer, adapter.Shape.Point, adapter.Shape.Index));

        Assert.Equal([(2, "attention", 0), (2, "feed_forward", 1), (3, "attention", 2), (3, "feed_forward", 3)], shapes);
        Assert.Equal([2, 2, 3, 3], Table(task).Places.Select(place => place.Layer));
    }

    [Fact]
    public void A_task_without_a_place_shares_nothing()
    {
        using var task = Create(Everywhere with { Points = [] });

        Assert.Null(task.FindShared(task.Config.Sets[0]));
    }

    [Fact]
    public void Each_set_has_one_of_its_own()
    {
        using var task = Create(new AdapterConfig(
            new AdapterSet(TableAdapter.Variant) { Points = ["attention"], TuneNorms = false },
            new AdapterSet(TableAdapter.Variant) { Points = ["feed_forward"], TuneNorms = false }));

        Assert.Equal(
            ["shared.0.rows", "shared.1.rows"],
            task.named_parameters().Select(weight => weight.name).Where(name => name.StartsWith("shared", StringComparison.Ordinal)));
    }

    [Fact]
    public void It_is_stored_once_and_comes_back()
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        using var task = Create(Everywhere);
        using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9]], padId: 0);
        var expected = task.Forward(batch);
        Bundle.Save(folder.Root, task);
        using var loaded = Bundle.Open(folder.Root).Load(AnyTask.Named("any").With(Everywhere), backbone);
        using var file = SafetensorsFile.Open(folder.PathOf("adapter.safetensors"));

        Assert.Single(file.Keys, key => key.EndsWith("rows", StringComparison.Ordinal));
        Tensors.AssertClose(loaded.Forward(batch), expected, 0, "the loaded task");
    }

    [Fact]
    public void Its_gradient_is_that_of_all_adapters()
    {
        using var scope = NewDisposeScope();
        using var task = Create(Everywhere);
        using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9]], padId: 0);
        task.Forward(batch).square().sum().backward();
        var gradient = Table(task).get_parameter("rows")!.grad!;

        Assert.True((gradient.abs().sum(1) > 0).all().ToBoolean());
        task.Freeze();
        Assert.False(Table(task).get_parameter("rows")!.requires_grad);
    }

    [Fact]
    public void Adapters_follow_it_to_another_type()
    {
        using var scope = NewDisposeScope();
        using var task = Create(Everywhere);
        task.to(float64);
        var h = randn(1, 2, backbone.Width, float64);

        Assert.Equal(float64, Table(task).get_parameter("rows")!.dtype);
        Assert.Equal(float64, task.AdapterAt(backbone.Encoder.Sites[3])!.Delta(h).dtype);
    }

    [Fact]
    public void Nothing_is_left_behind() => NativeTensors.NoneLeftBehind(() => Create(Everywhere).Dispose());

    [Fact]
    public void An_adapter_without_the_others_says_what_it_lacks() => Assert.Contains(
        "shares a Table with the others of its set",
        Assert.Throws<InvalidOperationException>(() => TableAdapter.Variant.Create(new AdapterShape(4), new TableOptions())).Message,
        StringComparison.Ordinal);

    private static Table Table(TaskAdapter task) => (Table)task.FindShared(task.Config.Sets[0])!;

    private TaskAdapter Create(AdapterConfig config) => AnyTask.Named("any").Create(backbone, config);
}
