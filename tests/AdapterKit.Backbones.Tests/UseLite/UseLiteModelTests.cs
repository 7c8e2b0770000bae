using System.Reflection;

namespace AdapterKit.Backbones.Tests;

public sealed class UseLiteModelTests
{
    private const double Tolerance = 1e-5;

    [SkippableFact]
    public void Every_golden_text_gets_the_published_sentence_vector_alone_and_in_a_batch()
    {
        var goldens = PublishedModel.Goldens;
        var together = Embed([.. goldens.Select(golden => golden.Text)]);
        foreach (var (index, golden) in goldens.Index())
        {
            AssertClose(golden.Embedding, Embed([golden.Text])[0], golden.Text);
            AssertClose(golden.Embedding, together[index], golden.Text);
        }
    }

    [SkippableTheory]
    [InlineData("single", new[] { 1 })]
    [InlineData("batch", new[] { 1, 6 })]
    public void Every_intermediate_step_is_as_published_and_so_is_padding(string name, int[] rows)
    {
        using var scope = NewDisposeScope();
        using var published = PublishedModel.Layers();

        // Of its own: other tests run the shared one meanwhile.
        using var model = UseLiteModel.Load(PublishedModel.Directory);
        using var layers = new LayerRecorder(model);
        using var batch = Batch(rows);

        Close("x0", model.Embed(batch));
        var hidden = model.Encode(batch);
        Close("l0.res", layers.Residual!);
        Close("l0.after_attn", layers.Attention[0] + layers.Residual!);
        Close("l0.out", layers.Output[0]);
        Close("l1.after_attn", layers.Attention[1] + layers.Output[0]);
        Close("l1.out", hidden);
        Close("pooled", model.Pool(hidden, batch));

        void Close(string step, Tensor computed)
        {
            var expected = published.Read($"{name}.{step}");
            Assert.Equal(expected.shape, computed.shape);
            Assert.True((expected - computed).abs().max().item<float>() <= 2e-4, step);
        }
    }

    [SkippableFact]
    public void A_text_without_tokens_has_features_of_zero_even_alone_in_a_batch()
    {
        using var scope = NewDisposeScope();
        var model = PublishedModel.Model;
        using var batch = model.Tokenize([""], UseLiteModel.TokenLimit);
        Assert.Equal(0, model.PooledFeatures(batch).abs().max().item<float>());
    }

    [SkippableFact]
    public void Padding_changes_no_feature()
    {
        using var scope = NewDisposeScope();
        var model = PublishedModel.Model;
        using var alone = Batch([6]);
        using var padded = Batch([6, 39]);
        var difference = model.PooledFeatures(alone)[0] - model.PooledFeatures(padded)[0];
        Assert.True(difference.abs().max().item<float>() <= 2e-5);
    }

    [SkippableFact]
    public void The_declared_layout_is_that_of_the_model()
    {
        var declared = typeof(UseLite).Assembly.GetCustomAttributes<BackboneLayoutAttribute>().Single(layout => layout.Id == UseLite.Id);
        Assert.Equal(
            PublishedModel.Model.Encoder.Sites.Select(site => site.ToString()),
            from layer in Enumerable.Range(0, declared.Layers) from point in declared.Points select $"layers.{layer}.{point}");
    }

    [SkippableFact]
    public void It_has_the_published_parameters_all_frozen_and_four_sites()
    {
        var model = PublishedModel.Model;
        Assert.Equal(6_975_744, model.parameters().Sum(parameter => parameter.numel()));
        Assert.DoesNotContain(model.parameters(), parameter => parameter.requires_grad);
        Assert.Equal(
            [("layers.0.attention", 512), ("layers.0.feed_forward", 512), ("layers.1.attention", 512), ("layers.1.feed_forward", 512)],
            model.Encoder.Sites.Select(site => (site.ToString(), site.Point.Width)));
        Assert.Equal("use-lite-en", model.Id);
        Assert.Equal("sha256:713639dff4b5b3cc4a1ca070077c0f1125022582dd1d2ec8961d92905c289300", model.Hash);
    }

    [SkippableFact]
    public void A_text_over_the_limit_is_refused_with_both_lengths()
    {
        var model = PublishedModel.Model;
        using var batch = TokenBatch.Pad([new int[129]], 0);
        var error = Assert.Throws<ArgumentException>(() => model.PooledFeatures(batch));
        Assert.Contains("129", error.Message, StringComparison.Ordinal);
        Assert.Contains("128", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Loading_embedding_and_disposing_leave_no_native_tensor_behind()
    {
        var directory = PublishedModel.Directory;
        NativeTensors.NoneLeftBehind(() =>
        {
            using var model = UseLiteModel.Load(directory);
            var loaded = NativeTensors.Live;
            using (var batch = model.Tokenize(["hello world", "a longer text than that"], UseLiteModel.TokenLimit))
            using (var features = model.PooledFeatures(batch))
            using (model.EmbedSentence(features))
                Assert.Equal([2, 512], features.shape);

            Assert.Equal(loaded, NativeTensors.Live);
        });
    }

    [SkippableFact]
    public void A_model_loaded_inside_a_dispose_scope_outlives_it()
    {
        var directory = PublishedModel.Directory;
        UseLiteModel model;
        using (NewDisposeScope())
            model = UseLiteModel.Load(Path.Combine(directory, "dist"));
        using (model)
        using (var batch = model.Tokenize(["hello world"], UseLiteModel.TokenLimit))
        using (var features = model.PooledFeatures(batch))
            Assert.Equal([1, 512], features.shape);
    }

    [SkippableFact]
    public void Changing_the_element_type_moves_every_weight()
    {
        using var scope = NewDisposeScope();
        using var model = UseLiteModel.Load(PublishedModel.Directory);
        model.to(ScalarType.Float64);
        using var batch = model.Tokenize(["hello world"], UseLiteModel.TokenLimit);
        var sentence = model.EmbedSentence(model.PooledFeatures(batch));
        AssertClose(PublishedModel.Goldens[1].Embedding, [.. sentence.data<double>().Select(value => (float)value)], "hello world");
    }

    [SkippableTheory]
    [InlineData("model.json")]
    [InlineData("vocab.json")]
    [InlineData("group1-shard4of7")]
    public void A_flipped_byte_or_a_missing_file_is_refused_by_name(string name)
    {
        using var copy = new TemporaryFolder();
        foreach (var source in Directory.GetFiles(Path.Combine(PublishedModel.Directory, "dist")))
            File.Copy(source, copy.PathOf(Path.GetFileName(source)));

        var file = copy.PathOf(name);
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);

        NativeTensors.NoneLeftBehind(() => Assert.Contains(
            name.StartsWith("group", StringComparison.Ordinal) ? "weights beside" : file,
            Assert.Throws<BackboneException>(() => UseLiteModel.Load(copy.Root)).Message,
            StringComparison.Ordinal));

        File.Delete(file);
        Assert.Contains(file, Assert.Throws<BackboneException>(() => UseLiteModel.Load(copy.Root)).Message, StringComparison.Ordinal);
    }

    private static float[][] Embed(string[] texts)
    {
        using var scope = NewDisposeScope();
        var model = PublishedModel.Model;
        using var batch = model.Tokenize(texts, UseLiteModel.TokenLimit);
        var sentences = model.EmbedSentence(model.PooledFeatures(batch));
        return [.. Enumerable.Range(0, texts.Length).Select(row => sentences[row].data<float>().ToArray())];
    }

    private static TokenBatch Batch(int[] rows) =>
        PublishedModel.Model.Tokenize([.. rows.Select(row => PublishedModel.Goldens[row].Text)], UseLiteModel.TokenLimit);

    private static void AssertClose(float[] expected, float[] computed, string text)
    {
        Assert.Equal(expected.Length, computed.Length);
        var worst = expected.Zip(computed, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(worst <= Tolerance, $"off by {worst}: {text}");
    }
}
