namespace AdapterKit.Tests;

/// <summary>Trained embeddings of some tokens.</summary>
public sealed class TokenRowsTests
{
    private readonly int[][] texts = [[5, 6, 7, 8], [9, 5]];

    [Fact]
    public void The_tokens_have_the_trained_embeddings_and_others_their_own()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var backbone = TinyBert.Load();
        using var task = Create(backbone, "7,5");
        using var batch = TokenBatch.Pad(texts, padId: 0);
        Tensors.AssertClose(backbone.Encode(batch, task.Plan), backbone.Encode(batch), 0, "fresh ones");
        var vectors = task.named_parameters().Single(entry => entry.name == "embeddings.adapter.vectors").parameter.normal_(0, 1);
        var adapted = backbone.Encode(batch, task.Plan);

        backbone.Tables!.Words.weight!.index_copy_(0, tensor(new long[] { 7, 5 }), vectors);
        Tensors.AssertClose(adapted, backbone.Encode(batch), 1e-5, "the model with other rows");
    }

    [Theory]
    [InlineData("", "no ids of tokens")]
    [InlineData("1,,2", "no ids of tokens")]
    [InlineData("1,x", "no ids of tokens")]
    [InlineData("-1", "no ids of tokens")]
    [InlineData("3,3", "no ids of tokens")]
    [InlineData("1,101", "none with the id 101")]
    public void What_names_no_tokens_is_refused(string tokens, string said)
    {
        using var backbone = TinyBert.Load();

        Assert.Contains(
            said, Assert.ThrowsAny<Exception>(() => Create(backbone, tokens).Dispose()).Message, StringComparison.Ordinal);
    }

    private static TaskAdapter Create(Backbone backbone, string tokens) => AnyTask.Named("rows").On(backbone).Create(
        backbone, new AdapterConfig(TokenRowsAdapter.Variant) { Options = new TokenRowsOptions { Tokens = tokens } });
}
