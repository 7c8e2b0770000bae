//HintName: AdapterKit.Training.cs
namespace AdapterKit.Training
{
    public sealed class CheckpointDamagedException : System.Exception { }
    public sealed class CheckpointDirectory : System.IDisposable
    {
        public string Path { get; }
        public void Delete() { }
        public void Dispose() { }
        public static bool HasCheckpoint(string path, [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<string> tasks) { }
        public static AdapterKit.Training.CheckpointDirectory Open(string path, [System.Runtime.CompilerServices.ParamCollection] System.Collections.Generic.IReadOnlyList<string> tasks) { }
    }
    public sealed class CheckpointMismatchException : System.InvalidOperationException
    {
        public CheckpointMismatchException(string message) { }
    }
    public sealed class DataException : System.Exception
    {
        public DataException(string message, System.Exception? inner = null) { }
    }
    public sealed class DropDistribution : System.IEquatable<AdapterKit.Training.DropDistribution>
    {
        public DropDistribution(System.Collections.Generic.IReadOnlyList<double> Weights) { }
        public System.Collections.Generic.IReadOnlyList<double> Weights { get; init; }
        public static AdapterKit.Training.DropDistribution Uniform { get; }
        public bool Equals(AdapterKit.Training.DropDistribution? other) { }
        public override int GetHashCode() { }
        public override string ToString() { }
    }
    public readonly struct EvaluationProgress : System.IEquatable<AdapterKit.Training.EvaluationProgress>
    {
        public EvaluationProgress(int Done, int Texts) { }
        public int Done { get; init; }
        public int Texts { get; init; }
    }
    public static class Evaluator
    {
        public static AdapterKit.TaskScores Evaluate(AdapterKit.TaskAdapter task, System.Collections.Generic.IReadOnlyList<AdapterKit.Training.Example> examples, System.IProgress<AdapterKit.Training.EvaluationProgress>? progress = null, System.Threading.CancellationToken cancellationToken = default) { }
        public static AdapterKit.TaskScores Evaluate(AdapterKit.TaskAdapter task, AdapterKit.AdapterPlan plan, System.Collections.Generic.IReadOnlyList<AdapterKit.Training.Example> examples, System.IProgress<AdapterKit.Training.EvaluationProgress>? progress = null, System.Threading.CancellationToken cancellationToken = default) { }
        public static System.Collections.Generic.IReadOnlyList<AdapterKit.SiteAttention> MeasureAttention(AdapterKit.TaskAdapter task, System.Collections.Generic.IReadOnlyList<AdapterKit.Training.Example> examples, System.IProgress<AdapterKit.Training.EvaluationProgress>? progress = null, System.Threading.CancellationToken cancellationToken = default) { }
    }
    public sealed class Example : System.IEquatable<AdapterKit.Training.Example>
    {
        public Example(string Text, string Label) { }
        [System.Text.Json.Serialization.JsonIgnore(Condition=System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
        public AdapterKit.Training.ImageFile? Image { get; init; }
        public string Label { get; init; }
        [System.Text.Json.Serialization.JsonIgnore(Condition=System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
        public string? Second { get; init; }
        public string Text { get; init; }
        public AdapterKit.TaskInput Read(AdapterKit.Backbone backbone) { }
    }
    public sealed class ImageFile : System.IEquatable<AdapterKit.Training.ImageFile>
    {
        public ImageFile(string Path, string Hash) { }
        public string Hash { get; init; }
        [System.Text.Json.Serialization.JsonIgnore]
        public string Path { get; init; }
    }
    public static class ImageFolder
    {
        public static System.Collections.Generic.IReadOnlyList<string> Extensions { get; }
        public static System.Collections.Generic.IReadOnlyList<AdapterKit.Training.Example> Read(string directory) { }
    }
    public sealed class MaskedLmMetrics : System.IEquatable<AdapterKit.Training.MaskedLmMetrics>
    {
        public MaskedLmMetrics(int Tokens, double Loss, double Accuracy) { }
        public double Accuracy { get; init; }
        public double Loss { get; init; }
        public int Tokens { get; init; }
    }
    public abstract class OptimizerOptions : System.IEquatable<AdapterKit.Training.OptimizerOptions>
    {
        public int BatchSize { get; init; }
        public double ClipNorm { get; init; }
        public int Epochs { get; init; }
        public double LearningRate { get; init; }
        public int Seed { get; init; }
        public double WarmUp { get; init; }
        public double WeightDecay { get; init; }
    }
    public readonly struct ParameterCount : System.IEquatable<AdapterKit.Training.ParameterCount>
    {
        public ParameterCount(long Trained, long Backbone) { }
        public long Backbone { get; init; }
        public double Share { get; }
        public long Trained { get; init; }
    }
    public sealed class PrefixCaching : System.IEquatable<AdapterKit.Training.PrefixCaching>
    {
        public PrefixCaching(string? Directory) { }
        public string? Directory { get; init; }
        public static AdapterKit.Training.PrefixCaching Memory { get; }
        public static AdapterKit.Training.PrefixCaching Disk(string directory) { }
    }
    public sealed class Pretrainer
    {
        public Pretrainer(AdapterKit.Training.PretrainingOptions options) { }
        public System.IProgress<AdapterKit.Training.EvaluationProgress>? Evaluating { get; init; }
        public AdapterKit.Training.PretrainingResult Train(AdapterKit.Backbones.BertMaskedLanguageModel model, AdapterKit.Backbones.IMaskingTokenizer tokenizer, AdapterKit.Training.TextCorpus corpus, string? checkpointDirectory = null, System.IProgress<AdapterKit.Training.PretrainingProgress>? progress = null, System.Threading.CancellationToken cancellationToken = default) { }
    }
    public sealed class PretrainingOptions : AdapterKit.Training.OptimizerOptions, System.IEquatable<AdapterKit.Training.PretrainingOptions>
    {
        public PretrainingOptions() { }
        public double MaskRate { get; init; }
        public int MaxTokens { get; init; }
    }
    public readonly struct PretrainingProgress : System.IEquatable<AdapterKit.Training.PretrainingProgress>
    {
        public PretrainingProgress(int Epoch, int Step, int Steps, double Loss, double TokensPerSecond, AdapterKit.Training.MaskedLmMetrics? Validation) { }
        public int Epoch { get; init; }
        public bool IsEpochEnd { get; init; }
        public double Loss { get; init; }
        public int Step { get; init; }
        public int Steps { get; init; }
        public double TokensPerSecond { get; init; }
        public AdapterKit.Training.MaskedLmMetrics? Validation { get; init; }
    }
    public sealed class PretrainingResult : System.IEquatable<AdapterKit.Training.PretrainingResult>
    {
        public PretrainingResult(AdapterKit.Training.MaskedLmMetrics Validation, int BestEpoch, int Steps, long TokensPerEpoch, long Parameters) { }
        public int BestEpoch { get; init; }
        public long Parameters { get; init; }
        public int Steps { get; init; }
        public long TokensPerEpoch { get; init; }
        public AdapterKit.Training.MaskedLmMetrics Validation { get; init; }
    }
    public static class RecipeFingerprint
    {
        public static string Compute(AdapterKit.AdapterConfig config) { }
        public static string Compute(AdapterKit.Training.OptimizerOptions options) { }
    }
    public static class TaskAdapterExtensions
    {
        public static AdapterKit.AdapterPlan PlanWithoutFirstLayers(this AdapterKit.TaskAdapter task, int count) { }
    }
    public sealed class TextColumns : System.IEquatable<AdapterKit.Training.TextColumns>
    {
        public TextColumns(string Text = "text", string Label = "label") { }
        public string Label { get; init; }
        public string? Second { get; init; }
        public string Text { get; init; }
        public static AdapterKit.Training.TextColumns Of(AdapterKit.TaskKind kind) { }
    }
    public sealed class TextCorpus : System.IEquatable<AdapterKit.Training.TextCorpus>
    {
        public TextCorpus(System.Collections.Generic.IReadOnlyList<string> Train, System.Collections.Generic.IReadOnlyList<string> Validation) { }
        public System.Collections.Generic.IReadOnlyList<string> Train { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Validation { get; init; }
        public static AdapterKit.Training.TextCorpus Split(System.Collections.Generic.IReadOnlyList<string> texts) { }
    }
    public sealed class TextDataSet : System.IEquatable<AdapterKit.Training.TextDataSet>
    {
        public TextDataSet(System.Collections.Generic.IReadOnlyList<string> Labels, System.Collections.Generic.IReadOnlyList<AdapterKit.Training.Example> Train, System.Collections.Generic.IReadOnlyList<AdapterKit.Training.Example> Validation, System.Collections.Generic.IReadOnlyList<AdapterKit.Training.Example> Test) { }
        public System.Collections.Generic.IReadOnlyList<string> Labels { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Training.Example> Test { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Training.Example> Train { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Training.Example> Validation { get; init; }
    }
    public static class TextEncodings
    {
        public static System.Collections.Generic.IReadOnlyList<string> Names { get; }
        public static System.Text.Encoding? Find(string name) { }
        public static bool TryDecode(System.Text.Encoding encoding, System.ReadOnlySpan<byte> bytes, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? text) { }
    }
    public static class TextFiles
    {
        public static bool HasLines(string path) { }
        public static System.Collections.Generic.IReadOnlyList<AdapterKit.Training.Example> Read(string path, AdapterKit.Training.TextColumns? columns = null, System.Text.Encoding? encoding = null) { }
        public static System.Collections.Generic.IReadOnlyList<AdapterKit.Training.Example> Read(string path, AdapterKit.TaskKind kind, AdapterKit.Training.TextColumns? columns = null, System.Text.Encoding? encoding = null) { }
        public static System.Collections.Generic.IReadOnlyList<AdapterKit.TaskInput> ReadPairs(string path, string textColumn = "text", string secondColumn = "second", System.Text.Encoding? encoding = null) { }
        public static System.Collections.Generic.IReadOnlyList<string> ReadTexts(string path, string textColumn = "text", System.Text.Encoding? encoding = null) { }
        public static AdapterKit.Training.TextDataSet Split(System.Collections.Generic.IReadOnlyList<AdapterKit.Training.Example> examples, AdapterKit.TaskDeclaration task, int seed) { }
        public static AdapterKit.Training.TextDataSet Split(System.Collections.Generic.IReadOnlyList<AdapterKit.Training.Example> examples, System.Collections.Generic.IReadOnlyList<string> labels, int seed) { }
    }
    public static class TextFolder
    {
        public static System.Collections.Generic.IReadOnlyList<AdapterKit.Training.Example> Read(string directory, System.Collections.Generic.IReadOnlyDictionary<string, System.Func<string, string>>? readers = null, System.Text.Encoding? encoding = null) { }
    }
    public sealed class Trainer
    {
        public Trainer(AdapterKit.Backbone backbone, AdapterKit.Training.TrainingOptions options) { }
        public System.IProgress<AdapterKit.Training.EvaluationProgress>? Evaluating { get; init; }
        public System.Action<string>? OnWarning { get; init; }
        public AdapterKit.Training.PrefixCaching? PrefixCaching { get; init; }
        public AdapterKit.Training.TrainingResult Train(AdapterKit.TaskDeclaration declaration, AdapterKit.Training.TextDataSet data, AdapterKit.AdapterConfig? config = null, string? checkpointDirectory = null, System.IProgress<AdapterKit.Training.TrainingProgress>? progress = null, System.Threading.CancellationToken cancellationToken = default) { }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Training.TrainingResult> TrainMultiTask([System.Runtime.CompilerServices.TupleElementNames(new string?[]?[] {
                "Declaration",
                "Data"})] System.Collections.Generic.IReadOnlyList<System.ValueTuple<AdapterKit.TaskDeclaration, AdapterKit.Training.TextDataSet>> tasks, string? checkpointDirectory = null, System.IProgress<AdapterKit.Training.TrainingProgress>? progress = null, System.Threading.CancellationToken cancellationToken = default) { }
    }
    public sealed class TrainingDivergedException : System.Exception
    {
        public double LearningRate { get; }
        public double Loss { get; }
        public int Step { get; }
    }
    public enum TrainingMode
    {
        Adapter = 0,
        Head = 1,
        Full = 2,
    }
    public sealed class TrainingOptions : AdapterKit.Training.OptimizerOptions, System.IEquatable<AdapterKit.Training.TrainingOptions>
    {
        public TrainingOptions() { }
        public bool BalanceLabels { get; init; }
        public double Dropout { get; init; }
        public AdapterKit.Training.TrainingMode Mode { get; init; }
        [System.Text.Json.Serialization.JsonIgnore(Condition=System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
        public bool PackTexts { get; init; }
        public int Patience { get; init; }
        public AdapterKit.Training.DropDistribution? RobustDrop { get; init; }
        public static AdapterKit.Training.TrainingOptions For(AdapterKit.Training.TrainingMode mode) { }
    }
    public readonly struct TrainingProgress : System.IEquatable<AdapterKit.Training.TrainingProgress>
    {
        public TrainingProgress(int Epoch, int Step, int Steps, double Loss, double TextsPerSecond, AdapterKit.TaskScores? Validation) { }
        public int Epoch { get; init; }
        public bool IsEpochEnd { get; init; }
        public double Loss { get; init; }
        public int Step { get; init; }
        public int Steps { get; init; }
        public double TextsPerSecond { get; init; }
        public AdapterKit.TaskScores? Validation { get; init; }
    }
    public sealed class TrainingResult : System.IDisposable, System.IEquatable<AdapterKit.Training.TrainingResult>
    {
        public TrainingResult(AdapterKit.TaskAdapter Task, AdapterKit.TaskScores Validation, AdapterKit.TaskScores? Test, int BestEpoch, int Epochs, AdapterKit.Training.ParameterCount Parameters) { }
        public int BestEpoch { get; init; }
        public int Epochs { get; init; }
        public AdapterKit.Training.ParameterCount Parameters { get; init; }
        public AdapterKit.TaskAdapter Task { get; init; }
        public AdapterKit.TaskScores? Test { get; init; }
        public AdapterKit.TaskScores Validation { get; init; }
        public void Dispose() { }
    }
}