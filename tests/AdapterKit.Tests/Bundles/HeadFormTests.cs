using AdapterKit.Testing;

namespace AdapterKit.Tests;

/// <summary>Heads without a norm and with hidden layers, as those of published classifiers.</summary>
public sealed class HeadFormTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Backbone backbone = TinyBert.Load();

    public void Dispose()
    {
        backbone.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(false, 0, Activation.Tanh)]
    [InlineData(false, 1, Activation.Relu)]
    [InlineData(true, 2, Activation.Gelu)]
    public void A_bundle_gives_the_form_of_the_head_back(bool norm, int hidden, Activation activation)
    {
        using var scope = NewDisposeScope();
        using var inference = inference_mode();
        var form = new HeadForm { Norm = norm, Hidden = hidden, Activation = activation };
        var declaration = AnyTask.Named("any");
        using var task = declaration.Create(backbone, declaration.Config with { Head = form });
        using var batch = TokenBatch.Pad([[5, 6, 7], [8, 9]], padId: 0);
        Bundle.Save(folder.Root, task);
        using var loaded = Bundle.Open(folder.Root).Load(declaration, backbone);

        Assert.Equal(form, loaded.Config.Head);
        Tensors.AssertClose(loaded.Forward(batch), task.Forward(batch), 0, "the logits");
    }

    [Fact]
    public void The_default_form_is_not_written()
    {
        using var task = AnyTask.Named("any").Create(backbone);
        Bundle.Save(folder.Root, task);

        Assert.DoesNotContain("\"head\"", File.ReadAllText(folder.PathOf("adapter.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"hidden\": 1", "\"hidden\": 2000000000")]
    [InlineData("\"hidden\": 1", "\"hidden\": -1")]
    [InlineData("\"activation\": \"Tanh\"", "\"activation\": 99")]
    public void A_form_that_no_head_has_is_refused(string written, string changed)
    {
        var declaration = AnyTask.Named("any");
        using var task = declaration.Create(backbone, declaration.Config with { Head = new HeadForm { Hidden = 1 } });
        Bundle.Save(folder.Root, task);
        var manifest = folder.PathOf("adapter.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(written, changed, StringComparison.Ordinal));

        Assert.Contains(
            "'head' is",
            Assert.Throws<BundleException>(() => Bundle.Open(folder.Root).Load(declaration, backbone)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_computes_its_hidden_layers_in_turn()
    {
        using var scope = NewDisposeScope();
        using var head = new TaskHead(4, 3, new HeadForm { Norm = false, Hidden = 1 });
        head.eval();
        var x = randn(2, 4);

        Tensors.AssertClose(head.call(x), head.Output.call(head.Hidden[0].call(x).tanh()), 0, "the logits");
        Assert.Throws<ArgumentOutOfRangeException>(() => new TaskHead(4, 3, new HeadForm { Hidden = 9 }));
    }
}
