namespace AdapterKit.Training.Tests;

/// <summary>A task small enough to be learned in a second: does a text have more vowels than consonants?</summary>
[TaskAdapter("vowels", Backbone = "bert")]
[Labels("few", "many")]
public sealed partial class VowelTask : ClassificationTask<BottleneckAdapter>
{
    [Options]
    private static readonly BottleneckOptions Bottleneck = new() { Bottleneck = 4 };

    private VowelTask(TaskDeclaration declaration, Backbone backbone, AdapterConfig config)
        : base(declaration, backbone, config)
    {
    }

    private Func<double> LossFactor { get; init; } = () => 1;

    public override Tensor ComputeLoss(Tensor features, Tensor targets, Tensor? labelWeights)
    {
        var (loss, factor) = (base.ComputeLoss(features, targets, labelWeights), LossFactor());
        return factor == 1 ? loss : loss * factor;
    }

    /// <summary>Declares the same task under another name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="lossFactor">What the next loss is multiplied by, to make a training diverge.</param>
    public static TaskDeclaration Named(string name, Func<double>? lossFactor = null)
    {
        TaskDeclaration? declaration = null;
        declaration = new TaskDeclaration(
            name,
            Declared.BackboneId,
            Declared.Labels,
            Declared.Config,
            (backbone, config) => new VowelTask(declaration!, backbone, config) { LossFactor = lossFactor ?? (() => 1) });
        return declaration;
    }
}

internal static class TinyWorld
{
    public static BertModel Backbone()
    {
        manual_seed(7);
        var config = new BertConfig
        {
            Vocabulary = 32,
            Hidden = 16,
            Layers = 2,
            Heads = 2,
            Intermediate = 32,
            Positions = 16,
            Dropout = 0.1,
        };
        return new BertModel(config, new LetterTokenizer());
    }

    public static TextDataSet Data()
    {
        var random = new Random(3);
        return new TextDataSet(["few", "many"], Texts(96), Texts(32), Texts(32));

        IReadOnlyList<Example> Texts(int count) => [.. Enumerable.Range(0, count).Select(_ => Text())];

        Example Text()
        {
            var many = random.Next(2) == 0;
            var letters = random.GetItems<char>(many ? "aeioub" : "bcdfga", random.Next(4, 12));
            return new Example(new string(letters), many ? "many" : "few");
        }
    }

    public static TrainingOptions Options { get; } = new() { Epochs = 4, BatchSize = 8, LearningRate = 1e-2 };

    /// <summary>Returns the same texts with fewer training texts.</summary>
    public static TextDataSet DataWith(int trainingTexts) => Data() with { Train = [.. Data().Train.Take(trainingTexts)] };

    public static byte[] Bytes(nn.Module module) => [.. module.named_parameters().SelectMany(entry => entry.parameter.bytes.ToArray())];

    internal sealed class LetterTokenizer : ITokenizer
    {
        public int PadId => 0;

        public int[] Tokenize(string text) => [.. text.Select(letter => letter - 'a' + 1)];
    }
}
