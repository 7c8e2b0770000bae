using AdapterKit.Testing;

namespace AdapterKit.Tests;

public sealed class MeanAttentionTests : IDisposable
{
    private static readonly int[][] Texts = [[5, 6, 7, 8, 9], [10], [11, 12, 13]];

    private readonly BertModel backbone = TinyBert.Load();
    private readonly List<TaskAdapter> sources;
    private readonly TaskAdapter fused;

    public MeanAttentionTests()
    {
        manual_seed(1);
        sources = [.. new[] { "one", "two",
            "three" }.Select(name => AnyTask.Named(name).Create(backbone, new AdapterConfig(BottleneckAdapter.Variant)))];
        fused = AnyTask.Declared.Create(backbone, sources, AdapterConfig.Fused(new FusionConfig(Setup.Fuse("one", "two", "three"))));
        using var frozen = no_grad();
        foreach (var weight in sources.Append(fused).SelectMany(task => task.parameters()))
            nn.init.normal_(weight, 0, 0.2);

        fused.eval();
    }

    public void Dispose()
    {
        fused.Dispose();
        sources.ForEach(source => source.Dispose());
        backbone.Dispose();
    }

    [Fact]
    public void Each_real_token_counts_once_however_texts_are_batched()
    {
        using var mean = new MeanAttention(fused);
        using (var batch = TokenBatch.Pad(Texts[..2], padId: 0))
            mean.Add(batch);

        using (var batch = TokenBatch.Pad(Texts[2..], padId: 0))
            mean.Add(batch);

        Assert.Equal(9, mean.Tokens);
        Assert.Equal(backbone.Encoder.Sites, mean.Sites.Select(site => site.Site));
        Assert.All(
            mean.Sites,
            site => Assert.All(site.Members.Zip(site.Weights), entry => Assert.Equal(Alone(site.Site, entry.First), entry.Second, 1e-5)));
    }

    [Fact]
    public void It_leaves_no_tensor_behind_and_keeps_none_a_batch()
    {
        using var batch = TokenBatch.Pad(Texts, padId: 0);
        using var mean = new MeanAttention(fused);

        NativeTensors.NoneLeftBehind(() => mean.Add(batch));
    }

    // Text by text, token by token, without padding.
    private double Alone(Site site, Setup member) => Texts.SelectMany(text =>
    {
        using var batch = TokenBatch.Pad([text], padId: 0);
        using var attention = fused.FusionAttention(batch);
        using var weights = attention.At(site, member);
        return weights!.data<float>().Select(weight => (double)weight).ToList();
    }).Average();
}
