namespace AdapterKit.Onnx;

/// <summary>An ONNX model that was written.</summary>
/// <param name="File">The path of the file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Inputs">The names of its inputs, each of 64-bit integers <c>[batch, tokens]</c>.</param>
/// <param name="Tasks">Its tasks, in the order of the outputs.</param>
/// <param name="Operators">The number of its operators.</param>
public sealed record OnnxExport(string File, long Bytes, IReadOnlyList<string> Inputs, IReadOnlyList<OnnxTask> Tasks, int Operators);

/// <summary>What the metadata of a model says about a task.</summary>
/// <param name="Id">The id of the task: the name of the output with its logits.</param>
/// <param name="Kind">The kind of the task, such as <c>classification</c>.</param>
/// <param name="Labels">The labels, in the order of the logits.</param>
/// <param name="MaxTokens">The number of tokens that the task reads of a text; longer texts are truncated before.</param>
/// <param name="Weights"><c>sha256:…</c> of the task's bundle; <see langword="null"/> if it was not loaded from one.</param>
public sealed record OnnxTask(string Id, string Kind, IReadOnlyList<string> Labels, int MaxTokens, string? Weights);
